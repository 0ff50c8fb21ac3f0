(* Once: what was evaluated is kept. *)

Once::usage = "Once[expr] gives the value of expr, which is evaluated only the first time in a session.\nOnce[expr, location]";

SetAttributes[{Once, $OnceKept}, HoldAll];
Once[expr_] := $OnceKept[expr]
Once[expr_, _] := $OnceKept[expr]
$OnceKept[expr_] := $OnceKept[expr] = expr
Once /: Unset[Once[expr_]] := ($OnceKept[expr] =.)

SetAttributes[Once, Protected];
