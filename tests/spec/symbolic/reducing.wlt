(* Conditions solved: Reduce, Resolve, CylindricalDecomposition, FindInstance, and Solve over several domains. *)

(* regions of the plane and of space *)
VerificationTest[Reduce[x + y < 1 && x > 0 && y > 0, {x, y}], 0 < x < 1 && 0 < y < 1 - x]
VerificationTest[Reduce[x^2 + y^2 < 1, {x, y}], -1 < x < 1 && -Sqrt[1 - x^2] < y < Sqrt[1 - x^2]]
VerificationTest[Reduce[x^2 + y^2 <= 1, {x, y}, Reals],
  (x == -1 && y == 0) || (-1 < x < 1 && -Sqrt[1 - x^2] <= y <= Sqrt[1 - x^2]) || (x == 1 && y == 0)]
VerificationTest[Reduce[x^2 + y^2 == 1, {x, y}, Reals],
  -1 <= x <= 1 && (y == -Sqrt[1 - x^2] || y == Sqrt[1 - x^2])]
VerificationTest[Reduce[x > y, {x, y}], Element[x, Reals] && y < x]
VerificationTest[CylindricalDecomposition[0 < x < y < 1, {x, y}], 0 < x < 1 && x < y < 1]
VerificationTest[CylindricalDecomposition[y > x^2 && y < x + 2, {x, y}], -1 < x < 2 && x^2 < y < 2 + x]
VerificationTest[CylindricalDecomposition[x y > 1, {x, y}], (x < 0 && y < 1/x) || (x > 0 && y > 1/x)]
VerificationTest[CylindricalDecomposition[x^2 + y^2 < 2 && y > x^2, {x, y}], -1 < x < 1 && x^2 < y < Sqrt[2 - x^2]]
VerificationTest[CylindricalDecomposition[x > Sqrt[2] && y < Pi x, {x, y}], x > Sqrt[2] && y < Pi x]
VerificationTest[Reduce[x > 1 && x < 0, {x, y}, Reals], False]
VerificationTest[CylindricalDecomposition[Sin[x] < y, {x, y}], $Failed, {CylindricalDecomposition::npoly}, SameTest -> (True &)]

(* the decomposition says of points what the inequalities say *)
VerificationTest[With[{c = CylindricalDecomposition[x^2 + y^2 < 1 && y > x, {x, y}], o = x^2 + y^2 < 1 && y > x},
  And @@ Flatten[Table[Equivalent[c, o] /. {x -> a, y -> b}, {a, -1, 1, 1/5}, {b, -1, 1, 1/5}]]]]
VerificationTest[With[{c = Reduce[Abs[x] + Abs[y] <= 1, {x, y}], o = Abs[x] + Abs[y] <= 1},
  And @@ Flatten[Table[Equivalent[c, o] /. {x -> a, y -> b}, {a, -1, 1, 1/4}, {b, -1, 1, 1/4}]]]]
VerificationTest[With[{c = CylindricalDecomposition[x^2 + y^2 + z^2 < 1 && x + y + z > 1, {x, y, z}], o = x^2 + y^2 + z^2 < 1 && x + y + z > 1},
  And @@ Flatten[Table[Equivalent[c, o] /. {x -> a, y -> b, z -> d}, {a, -1, 1, 1/3}, {b, -1, 1, 1/3}, {d, -1, 1, 1/3}]]]]
VerificationTest[With[{t = Reduce[a x^2 + b x + c == 0, x, Reals]},
  (t /. {a -> 0, b -> 2, c -> 6, x -> -3}) && (t /. {a -> 1, b -> -5, c -> 6, x -> 3}) && !(t /. {a -> 1, b -> -5, c -> 6, x -> 4})]]

(* one variable *)
VerificationTest[Reduce[x^3 - 2 x + 1 < 0, x], x < (-1 - Sqrt[5])/2 || (-1 + Sqrt[5])/2 < x < 1]
VerificationTest[Reduce[(x^2 - 1)/(x - 2) >= 0, x], -1 <= x <= 1 || x > 2]
VerificationTest[Reduce[1/x < 1, x], x < 0 || x > 1]
VerificationTest[Reduce[Sqrt[x] < 2, x], 0 <= x < 4]
VerificationTest[Reduce[1 < x^2 < 4, x], -2 < x < -1 || 1 < x < 2]
VerificationTest[Reduce[x^4 - 5 x^2 + 4 <= 0, x], -2 <= x <= -1 || 1 <= x <= 2]
VerificationTest[Reduce[Sqrt[x + 1] == x - 1, x, Reals], x == 3]

(* complex solutions, with cases *)
VerificationTest[Reduce[x^2 + y^2 == 1, {x, y}], y == -Sqrt[1 - x^2] || y == Sqrt[1 - x^2]]
VerificationTest[Reduce[x y == 1, {x, y}], x != 0 && y == 1/x]
VerificationTest[Reduce[x y == 0, {x, y}], x == 0 || y == 0]
VerificationTest[Reduce[x + y == 3, {x, y}], y == 3 - x]
VerificationTest[Reduce[a x == b, x], (b == 0 && a == 0) || (a != 0 && x == b/a)]
VerificationTest[Reduce[a x^2 + b x + c == 0, x],
  (a != 0 && (x == (-b - Sqrt[b^2 - 4 a c])/(2 a) || x == (-b + Sqrt[b^2 - 4 a c])/(2 a))) ||
   (a == 0 && b != 0 && x == -(c/b)) || (c == 0 && b == 0 && a == 0)]
VerificationTest[Reduce[Sin[x] == 1/2, x],
  Element[C[1], Integers] && (x == Pi/6 + 2 Pi C[1] || x == 5 Pi/6 + 2 Pi C[1])]

(* whole numbers, residues, truth values *)
VerificationTest[Reduce[3 x + 5 y == 1, {x, y}, Integers], Element[C[1], Integers] && x == 2 + 5 C[1] && y == -1 - 3 C[1]]
VerificationTest[Reduce[6 x + 9 y == 5, {x, y}, Integers], False]
VerificationTest[Reduce[x > 3, x, Integers], Element[x, Integers] && x >= 4]
VerificationTest[Reduce[x^2 < 5, x, Integers], x == -2 || x == -1 || x == 0 || x == 1 || x == 2]
VerificationTest[Reduce[x^2 - 7 y^2 == 1 && 0 < x < 10, {x, y}, Integers],
  (x == 1 && y == 0) || (x == 8 && y == -3) || (x == 8 && y == 3)]
VerificationTest[Reduce[x^2 == 1, x, Modulus -> 8], x == 1 || x == 3 || x == 5 || x == 7]
VerificationTest[Reduce[2 x == 3, x, Modulus -> 7], x == 5]
VerificationTest[Reduce[a && (b || !a), {a, b}, Booleans], a && b]
VerificationTest[Solve[x^2 == 1, x, Modulus -> 8], {{x -> 1}, {x -> 3}, {x -> 5}, {x -> 7}}]
VerificationTest[Solve[{x + 2 y == 3, x - y == 1}, {x, y}, Modulus -> 7], {{x -> 4, y -> 3}}]
VerificationTest[Solve[a && b && !c, {a, b, c}, Booleans], {{a -> True, b -> True, c -> False}}]
VerificationTest[Solve[3 x + 5 y == 1, {x, y}, Integers],
  {{x -> ConditionalExpression[2 + 5 C[1], Element[C[1], Integers]], y -> ConditionalExpression[-1 - 3 C[1], Element[C[1], Integers]]}}]
VerificationTest[Solve[x y == 6 && x > y > 0, {x, y}, Integers], {{x -> 3, y -> 2}, {x -> 6, y -> 1}}]
VerificationTest[Solve[x^2 + y^2 == 25, {x, y}, PositiveIntegers], {{x -> 3, y -> 4}, {x -> 4, y -> 3}}]
VerificationTest[Solve[x^2 - 5 x + 6 <= 0, x, Integers], {{x -> 2}, {x -> 3}}]
VerificationTest[Solve[x + 2 == 1, x, Modulus -> 0.5], _, {Solve::modulus}, SameTest -> (True &)]

(* quantifiers *)
VerificationTest[Resolve[Exists[y, x^2 + y^2 < 1], Reals], -1 < x < 1]
VerificationTest[Resolve[ForAll[{x, y}, x^2 + y^2 >= 2 x y], Reals], True]
VerificationTest[Resolve[Exists[{x, y}, x^2 + y^2 < 1 && x + y > 2], Reals], False]
VerificationTest[Resolve[Exists[{x, y}, x + y == 3 && x - y == 1]], True]
VerificationTest[Resolve[ForAll[x, x > 0, Exists[y, y > 0, y^2 == x]], Reals], True]
VerificationTest[Resolve[ForAll[x, Exists[y, y > x]], Reals], True]
VerificationTest[Resolve[Exists[y, ForAll[x, y > x]], Reals], False]
VerificationTest[Reduce[Exists[y, x^2 + y^2 < 1], x, Reals], -1 < x < 1]
VerificationTest[Reduce[ForAll[x, x^2 + b x + 1 > 0], b, Reals], -2 < b < 2]
VerificationTest[Resolve[Exists[x, x^2 == -1]], True]
VerificationTest[Resolve[Exists[x, x^2 == -1], Reals], False]

(* instances *)
VerificationTest[x^2 + y^2 < 1 && x > y /. First[FindInstance[x^2 + y^2 < 1 && x > y, {x, y}]]]
VerificationTest[x + y > 3 && x - y < 1 && Element[x, Integers] /. First[FindInstance[x + y > 3 && x - y < 1, {x, y}, Integers]]]
VerificationTest[x^2 - 3 y^2 == 1 && x > 10 /. First[FindInstance[x^2 - 3 y^2 == 1 && 10 < x < 100, {x, y}, Integers]]]
VerificationTest[FindInstance[a && !b, {a, b}, Booleans], {{a -> True, b -> False}}]
VerificationTest[FindInstance[x^2 + y^2 == -1, {x, y}, Reals], {}]
VerificationTest[x^3 + y^3 == 10 /. First[FindInstance[x^3 + y^3 == 10, {x, y}]]]

(* angles *)
VerificationTest[Solve[Sin[x] + Cos[x] == 1, x],
  {{x -> ConditionalExpression[2 Pi C[1], Element[C[1], Integers]]}, {x -> ConditionalExpression[Pi/2 + 2 Pi C[1], Element[C[1], Integers]]}}]
VerificationTest[Solve[Sin[x] == Cos[x] && 0 < x < 2 Pi, x], {{x -> Pi/4}, {x -> 5 Pi/4}}]
VerificationTest[Solve[Sin[2 x] == Sin[x] && 0 <= x < 2 Pi, x], {{x -> 0}, {x -> Pi/3}, {x -> Pi}, {x -> 5 Pi/3}}]
VerificationTest[Solve[Cos[2 x] + Sin[x] == 0 && 0 < x < 2 Pi, x], {{x -> Pi/2}, {x -> 7 Pi/6}, {x -> 11 Pi/6}}]
VerificationTest[Solve[Tan[x] == Sin[x] && -Pi < x < Pi, x], {{x -> 0}}]
VerificationTest[Solve[2 Cos[3 x] == 1 && 0 < x < Pi, x], {{x -> Pi/9}, {x -> 5 Pi/9}, {x -> 7 Pi/9}}]
VerificationTest[Reduce[Sin[x] == Cos[x] && 0 < x < 2 Pi, x], x == Pi/4 || x == 5 Pi/4]

(* solutions that depend on parameters, and systems *)
VerificationTest[Solve[x^2 == a, x, Reals], {{x -> ConditionalExpression[-Sqrt[a], a > 0]}, {x -> ConditionalExpression[Sqrt[a], a > 0]}}]
VerificationTest[Solve[x + a == 1, x, Reals], {{x -> 1 - a}}]
VerificationTest[Solve[{x^2 + y^2 == 1, y == x + a}, {x, y}],
  {{x -> (-a - Sqrt[2 - a^2])/2, y -> (a - Sqrt[2 - a^2])/2}, {x -> (-a + Sqrt[2 - a^2])/2, y -> (a + Sqrt[2 - a^2])/2}}]
VerificationTest[Solve[x^2 + y^2 == 1 && x y == 1/2, {x, y}], {{x -> -1/Sqrt[2], y -> -1/Sqrt[2]}, {x -> 1/Sqrt[2], y -> 1/Sqrt[2]}}]

(* domains told by membership, inexact numbers, free variables *)
VerificationTest[Reduce[x^2 < 4 && Element[x, Integers], x], x == -1 || x == 0 || x == 1]
VerificationTest[Reduce[0.5 x > 1, x], x > 2.]
VerificationTest[Reduce[Xor[x > 1, x > 3], x, Reals], 1 < x <= 3]
VerificationTest[Reduce[x^2 - 3 y^2 == 2, {x, y}, Integers], False]
VerificationTest[Reduce[x^2, x], Reduce[x^2, x], {Reduce::naqs}]
VerificationTest[Solve[x y == 0, {x, y}], {{x -> 0}, {y -> 0}}, {Solve::svars}]
VerificationTest[Solve[x^2 + y^2 == 1, {x, y}], {{y -> -Sqrt[1 - x^2]}, {y -> Sqrt[1 - x^2]}}, {Solve::svars}]
VerificationTest[Table[Simplify[{x, y} /. ToRules[Reduce[x^2 - 2 y^2 == 1 && x > 0 && y > 0, {x, y}, Integers][[3 ;; 4]] /. C[1] -> k]], {k, 3}],
  {{3, 2}, {17, 12}, {99, 70}}]
VerificationTest[Solve[a x^2 == b, x, GenerateConditions -> True][[1, 1, 2, 2]], a != 0]
VerificationTest[N[Sqrt[1 - x^2]], Sqrt[1. - 1. x^2]]

(* products of whole numbers *)
VerificationTest[Reduce[1/x + 1/y == 1/2 && x > 0 && y > 0, {x, y}, Integers], (x == 3 && y == 6) || (x == 4 && y == 4) || (x == 6 && y == 3)]
VerificationTest[Solve[x^2 - y^2 == 15 && x > 0 && y > 0, {x, y}, Integers], {{x -> 4, y -> 1}, {x -> 8, y -> 7}}]
VerificationTest[Solve[2 x + 3 y == 12 && x >= 0 && y >= 0, {x, y}, Integers], {{x -> 0, y -> 4}, {x -> 3, y -> 2}, {x -> 6, y -> 0}}]
VerificationTest[Solve[Tan[x] == 1, x], {{x -> ConditionalExpression[Pi/4 + Pi C[1], Element[C[1], Integers]]}}]
VerificationTest[Integrate[x ArcTan[x], x], (-x + (1 + x^2) ArcTan[x])/2]
VerificationTest[Simplify[Floor[2 x], 1 < x < 3/2], 2]
VerificationTest[Simplify[Sign[x - 1], x > 2], 1]
