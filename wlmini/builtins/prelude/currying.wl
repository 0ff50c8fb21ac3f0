(* Operator forms made of functions of several arguments. *)

OperatorApplied::usage = "OperatorApplied[f, n] is the operator form of f that takes its arguments one at a time, the last n - 1 first; OperatorApplied[f, {i1, i2, ...}] gives f the argument of the ik-th application at place k.";

OperatorApplied[f_] := OperatorApplied[f, 2];
OperatorApplied[f_, 1][x_] := f[x];
OperatorApplied[f_, 2][x_] := OperatorApplied[f, {2, 1}][x];
OperatorApplied[f_, n_Integer /; n > 2][x_] := OperatorApplied[f, Prepend[Range[n - 1], n]][x];
OperatorApplied[f_, n_Integer /; n > 2][x_, rest__] := f[x, rest];
OperatorApplied[f_, order : {__Integer}][x_] := OperatorApplied[f, order, {x}];
OperatorApplied[f_, order : {__Integer}, {given__}][x_] := OperatorApplied[f, order, {given, x}];
OperatorApplied[f_, order : {__Integer}, given_List] /; Length[given] === Length[order] && Sort[order] === Range[Length[order]] :=
  f @@ given[[order]];

SetAttributes[OperatorApplied, Protected];

CurryApplied::usage = "CurryApplied[f, n] is the form of f that takes its n arguments one at a time; CurryApplied[f, {i1, i2, ...}] gives f the argument of the ik-th application at place k.";

CurryApplied[n : _Integer | {__Integer}][f_] := CurryApplied[f, n];
CurryApplied[f_, 0] := f[];
CurryApplied[f_, n_Integer /; n > 0][x__] := CurryApplied[f, Range[n]][x];
CurryApplied[f_, order : {__Integer}][x_, rest___] := Fold[#1[#2] &, CurryApplied[f, order, {x}], {rest}];
CurryApplied[f_, order : {__Integer}, {given__}][x_, rest___] := Fold[#1[#2] &, CurryApplied[f, order, {given, x}], {rest}];
CurryApplied[f_, order : {__Integer}, given_List] /; Length[given] === Length[order] && Sort[order] === Range[Length[order]] :=
  f @@ given[[order]];

SetAttributes[CurryApplied, Protected];

ReverseApplied::usage = "ReverseApplied[f] is the function that gives f its arguments in reverse order; ReverseApplied[f, n] reverses the first n.";

ReverseApplied[f_][args___] := f @@ Reverse[{args}];
ReverseApplied[f_, n_Integer?NonNegative][args___] /; Length[{args}] >= n := f @@ Join[Reverse[Take[{args}, n]], Drop[{args}, n]];

SetAttributes[ReverseApplied, Protected];

ComapApply::usage = "ComapApply[{f, g, ...}, {x, y, ...}] gives {f[x, y, ...], g[x, y, ...], ...}.";

ComapApply[fs_][x_] := ComapApply[fs, x];
ComapApply[fs_, x_] := Map[Function[each, each @@ x], fs];

SetAttributes[ComapApply, Protected];

ApplyTo::usage = "ApplyTo[x, f], written x //= f, gives x the value f[x].";
ApplyTo::rvalue = "`1` has no value that could be changed.";

SetAttributes[ApplyTo, {HoldFirst, Protected}];

Unprotect[ApplyTo];
ApplyTo[x_, f_] := (x = f[x]) /; ValueQ[x] || (Message[ApplyTo::rvalue, HoldForm[x]]; False);
Protect[ApplyTo];

Curry::usage = "Curry[f] is the operator form of a function of two arguments, with Curry[f][x][y] equal to f[y, x]; Curry[f, n] takes the n arguments of f one at a time, and Curry[f, {i1, i2, ...}] gives f the argument of the ik-th application at place k.";

Curry[f_] := CurryApplied[f, {2, 1}];
Curry[f_, order : _Integer | {__Integer}] := CurryApplied[f, order];

SetAttributes[Curry, Protected];
