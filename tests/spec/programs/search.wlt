(* Searches and small machines. *)

ClearAll["Global`*"];
sudoku = {{5, 3, 0, 0, 7, 0, 0, 0, 0}, {6, 0, 0, 1, 9, 5, 0, 0, 0}, {0, 9, 8, 0, 0, 0, 0, 6, 0},
  {8, 0, 0, 0, 6, 0, 0, 0, 3}, {4, 0, 0, 8, 0, 3, 0, 0, 1}, {7, 0, 0, 0, 2, 0, 0, 0, 6},
  {0, 6, 0, 0, 0, 0, 2, 8, 0}, {0, 0, 0, 4, 1, 9, 0, 0, 5}, {0, 0, 0, 0, 8, 0, 0, 7, 9}};
cand[b_, {i_, j_}] := Complement[Range[9], b[[i]], b[[All, j]],
  Flatten[b[[3 Quotient[i - 1, 3] + 1 ;; 3 Quotient[i - 1, 3] + 3, 3 Quotient[j - 1, 3] + 1 ;;
  3 Quotient[j - 1, 3] + 3]]]];
solve[b_] := Module[{free = Position[b, 0], best}, If[free === {}, Throw[b]];
  best = First[MinimalBy[free, Length[cand[b, #]] &]]; Scan[solve[ReplacePart[b, best -> #]] &,
  cand[b, best]]];
s = Catch[solve[sudoku]];
VerificationTest[
  {s[[1]], Union[Sort /@ s] == {Range[9]}, Union[Sort /@ Transpose[s]] == {Range[9]}},
  {{5, 3, 4, 6, 7, 8, 9, 1, 2}, True, True}]

ClearAll["Global`*"];
knight[n_] := Module[{moves = Select[Tuples[{-2, -1, 1, 2}, 2], Abs[Times @@ #] == 2 &], ok},
  ok[p_] := AllTrue[p, 1 <= # <= n &]; Total[Table[Count[{i, j} + # & /@ moves, _?ok], {i, n}, {j, n}],
  2]/2];
VerificationTest[
  {knight[3], knight[8]},
  {8, 168}]

ClearAll["Global`*"];
toRPN[s_] := Module[{out = {}, ops = {}, prec = <|"+" -> 1, "-" -> 1, "*" -> 2, "/" -> 2|>},
  Scan[Function[t, Which[StringMatchQ[t, DigitCharacter ..], AppendTo[out, t], t === "(",
  PrependTo[ops, t], t === ")", While[First[ops] =!= "(", AppendTo[out, First[ops]]; ops = Rest[ops]];
  ops = Rest[ops], True, While[ops =!= {} && KeyExistsQ[prec, First[ops]] && prec[First[ops]] >= prec[t],
  AppendTo[out, First[ops]]; ops = Rest[ops]]; PrependTo[ops, t]]],
  StringCases[s, DigitCharacter .. | "+" | "-" | "*" | "/" | "(" | ")"]]; StringRiffle[Join[out, ops]]];
VerificationTest[
  toRPN["3+4*(2-1)"],
  "3 4 2 1 - * +"]

ClearAll["Global`*"];
vm[code_] := Module[{stack = {}, pc = 1, op, arg, out = {}},
  While[pc <= Length[code], {op, arg} = PadRight[Flatten[{code[[pc]]}], 2, None]; pc++;
  Switch[op, "PUSH", AppendTo[stack, arg], "ADD", stack = Append[Drop[stack, -2], Total[Take[stack, -2]]],
  "MUL", stack = Append[Drop[stack, -2], Times @@ Take[stack, -2]], "DUP", AppendTo[stack, Last[stack]],
  "DEC", stack[[-1]]--, "JNZ", If[Last[stack] != 0, pc = arg], "OUT", AppendTo[out, Last[stack]];
  stack = Most[stack], _, Throw[op]]]; out];
VerificationTest[
  {vm[{{"PUSH", 2}, {"PUSH", 3}, "ADD", "DUP", "MUL", "OUT"}],
  vm[{{"PUSH", 3}, "DUP", "OUT", "DEC", {"JNZ", 2}}], Catch[vm[{"BAD"}]]},
  {{25}, {3, 2, 1}, "BAD"}]
