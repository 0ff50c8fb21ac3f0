(* Derivative[n][f], also written f', f'', ...: as a pure function where f is known. *)

Derivative::usage = "Derivative[n][f] is the n-th derivative of the function f of one variable, also written f', f'', ...";

Derivative[0][f_] := f

Derivative[n_Integer?Positive][f_Function] :=
  Module[{t}, Function @@ {D[f[t], {t, n}] /. t -> #1}]

Derivative[n_Integer?Positive][f_Symbol] :=
  Module[{t}, With[{value = f[t]},
    Function @@ {D[value, {t, n}] /. t -> #1} /; $DifferentiableQ[f] || Head[value] =!= f
  ]]

Derivative[m_Integer][Derivative[n_Integer][f_]] := Derivative[m + n][f]

Derivative[n__Integer][f_InterpolatingFunction] := $DifferentiatedInterpolation[f, n]

SetAttributes[Derivative, NHoldAll];
