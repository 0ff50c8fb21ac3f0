(* Whether something is zero, told from its value at high precision or by simplifying it. *)

PossibleZeroQ::usage = "PossibleZeroQ[expr] is True where expr seems to be zero: by its value where it is numeric, else by what it simplifies to.";

Options[PossibleZeroQ] = {Assumptions :> $Assumptions, Method -> Automatic};

PossibleZeroQ::method = "The method `1` is not built in; there are Automatic and \"ExactAlgebraics\".";

PossibleZeroQ[x_, OptionsPattern[]] :=
  Which[
    !MemberQ[{Automatic, "ExactAlgebraics"}, OptionValue[Method]],
      Message[PossibleZeroQ::method, OptionValue[Method]]; $Failed,
    NumberQ[x], TrueQ[x == 0],
    NumericQ[x], TrueQ[Abs[Quiet[N[x, 50]]] < 10^-40],
    True, TrueQ[Quiet[Simplify[Together[Expand[x]], OptionValue[Assumptions]]] === 0]]

SetAttributes[PossibleZeroQ, {Listable, Protected}];
