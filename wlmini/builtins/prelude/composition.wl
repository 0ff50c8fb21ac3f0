(* Functions made of functions: Composition and RightComposition. *)

Composition::usage = "Composition[f, g, ...] is the function that applies f to what g, ... make of the arguments: (f @* g)[x] is f[g[x]].";

Composition[] := Identity;
Composition[f_] := f;
Composition[f___, HoldPattern[Composition[g___]], h___] := Composition[f, g, h];
Composition[f___, Identity, g___] := Composition[f, g];
Composition[f__, g_][x___] := Composition[f][g[x]];

SetAttributes[Composition, {OneIdentity, Protected}];

RightComposition::usage = "RightComposition[f, g, ...] is the function that applies f first, then g, ...: (f /* g)[x] is g[f[x]].";

RightComposition[] := Identity;
RightComposition[f_] := f;
RightComposition[f___, HoldPattern[RightComposition[g___]], h___] := RightComposition[f, g, h];
RightComposition[f___, Identity, g___] := RightComposition[f, g];
RightComposition[f_, g__][x___] := RightComposition[g][f[x]];

SetAttributes[RightComposition, {OneIdentity, Protected}];
