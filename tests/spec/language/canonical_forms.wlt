(* The forms that sums, products, powers and roots take by themselves, and how they are written. *)

(* Roots of numbers *)
VerificationTest[Sqrt[8], 2 Sqrt[2]]
VerificationTest[FullForm[Sqrt[2/3]] // ToString, "Power[Rational[2, 3], Rational[1, 2]]"]
VerificationTest[Sqrt[2]/Sqrt[3] === Sqrt[2/3]]
VerificationTest[Sqrt[6]/3 === Sqrt[2/3]]
VerificationTest[Sqrt[6]/2 === Sqrt[3/2]]
VerificationTest[2/Sqrt[6] === Sqrt[2/3]]
VerificationTest[Sqrt[2] Sqrt[3], Sqrt[6]]
VerificationTest[ToString[{Sqrt[2/3], Sqrt[2] Sqrt[3], 6/Sqrt[2], Sqrt[12]/6, 1/Sqrt[2]}, InputForm],
 "{Sqrt[2/3], Sqrt[6], 3*Sqrt[2], 1/Sqrt[3], 1/Sqrt[2]}"]
VerificationTest[Sqrt[2/3] Sqrt[3/2], 1]
VerificationTest[Sqrt[9/2] === 3/Sqrt[2]]
VerificationTest[2^(1/2) 2^(1/3), 2^(5/6)]
VerificationTest[FullForm[2^(-3/2)] // ToString, "Times[Rational[1, 2], Power[2, Rational[-1, 2]]]"]
VerificationTest[ToString[16^(1/3), InputForm], "2*2^(1/3)"]
VerificationTest[ToString[12^(1/3), InputForm], "2^(2/3)*3^(1/3)"]
VerificationTest[72^(1/3) === 2 3^(2/3)]

(* Roots of negative numbers *)
VerificationTest[FullForm[(-2)^(1/3)] // ToString, "Power[-2, Rational[1, 3]]"]
VerificationTest[(-1)^(1/3) 2^(1/3) === (-2)^(1/3)]
VerificationTest[(-8)^(1/3) === 2 (-1)^(1/3)]
VerificationTest[(-1)^(4/3) === -(-1)^(1/3)]
VerificationTest[{Sqrt[-4], Sqrt[-2], Sqrt[-1/2]}, {2 I, I Sqrt[2], I/Sqrt[2]}]
VerificationTest[ToString[(-1)^(2/3) 2^(1/3), InputForm], "(-1)^(2/3)*2^(1/3)"]

(* Constants share a root with numbers *)
VerificationTest[Sqrt[2] Sqrt[Pi] === Sqrt[2 Pi]]
VerificationTest[ToString[{Sqrt[2 Pi], Sqrt[2]/Sqrt[Pi], 1/Sqrt[2 Pi]}, InputForm],
 "{Sqrt[2*Pi], Sqrt[2/Pi], 1/Sqrt[2*Pi]}"]
VerificationTest[Sqrt[2 Pi]/2 === Sqrt[Pi/2]]
VerificationTest[2 Sqrt[Pi/2] === Sqrt[2 Pi]]
VerificationTest[Sqrt[4 Pi] === 2 Sqrt[Pi]]
VerificationTest[Sqrt[2 Pi]^2, 2 Pi]
VerificationTest[Sqrt[2 Pi] Sqrt[Pi] === Sqrt[2] Pi]
VerificationTest[Sqrt[Pi^2], Pi]
VerificationTest[Sqrt[-Pi] === I Sqrt[Pi]]

(* Roots of symbols *)
VerificationTest[Sqrt[2 x] === Sqrt[2] Sqrt[x]]
VerificationTest[Sqrt[4 x] === 2 Sqrt[x]]
VerificationTest[FullForm[Sqrt[x^2]] // ToString, "Power[Power[x, 2], Rational[1, 2]]"]
VerificationTest[FullForm[Sqrt[x] Sqrt[y]] // ToString,
 "Times[Power[x, Rational[1, 2]], Power[y, Rational[1, 2]]]"]
VerificationTest[Sqrt[x]^2, x]
VerificationTest[(x^(1/3))^(1/2) === x^(1/6)]
VerificationTest[Sqrt[-4 x] === 2 Sqrt[-x]]

(* Powers *)
VerificationTest[x^a x^b === x^(a + b)]
VerificationTest[(x^a)^2 === x^(2 a)]
VerificationTest[FullForm[(x^a)^b] // ToString, "Power[Power[x, a], b]"]
VerificationTest[(x y)^2 === x^2 y^2]
VerificationTest[{x^0, x^1, x x, x/x, x^2/x^3}, {1, x, x^2, 1, 1/x}]
VerificationTest[FullForm[0^x] // ToString, "Power[0, x]"]
VerificationTest[2 2^n === 2^(1 + n)]
VerificationTest[FullForm[2 2^n] // ToString, "Power[2, Plus[1, n]]"]
VerificationTest[2^n/2 === 2^(-1 + n)]
VerificationTest[4 2^n === 2^(2 + n)]
VerificationTest[FullForm[3 2^n] // ToString, "Times[3, Power[2, n]]"]
VerificationTest[FullForm[2^n 3^n] // ToString, "Times[Power[2, n], Power[3, n]]"]
VerificationTest[FullForm[(1/2)^n] // ToString, "Power[2, Times[-1, n]]"]
VerificationTest[FullForm[(2/3)^n] // ToString, "Power[Rational[2, 3], n]"]
VerificationTest[FullForm[-(-1)^n] // ToString, "Power[-1, Plus[1, n]]"]
VerificationTest[(-1)^m (-1)^n === (-1)^(m + n)]
VerificationTest[{I^2, (1 + I)^2, I^3, 1/I}, {-1, 2 I, -I, -I}]
VerificationTest[Exp[x] Exp[y] === E^(x + y)]
VerificationTest[{E^Log[x], E^(2 Log[x]), E^(a Log[x]), E^(x + Log[y])}, {x, x^2, x^a, E^x y}]
VerificationTest[2^Log[2, x], x]
VerificationTest[{E^(I Pi), E^(I Pi/2), E^(2 I Pi)}, {-1, I, 1}]

(* Sums and products *)
VerificationTest[-(x + y) === -x - y]
VerificationTest[FullForm[2 (x + y)] // ToString, "Times[2, Plus[x, y]]"]
VerificationTest[x + 2 x - y + y, 3 x]
VerificationTest[(x + 1)^2/(x + 1), 1 + x]

(* Infinite quantities *)
VerificationTest[{2 Infinity, -3 Infinity, Infinity + 5, 1/Infinity, Infinity^2},
 {Infinity, -Infinity, Infinity, 0, Infinity}]
VerificationTest[Infinity - Infinity, Indeterminate, {Infinity::indet}]
VerificationTest[0 Infinity, Indeterminate, {Infinity::indet}]
VerificationTest[Infinity/Infinity, Indeterminate, {Infinity::indet}]
VerificationTest[Infinity^0, Indeterminate, {Infinity::indet}]
VerificationTest[1^Infinity, Indeterminate, {Infinity::indet}]
VerificationTest[ComplexInfinity + ComplexInfinity, Indeterminate, {Infinity::indet}]
VerificationTest[0^0, Indeterminate, {Power::indet}]
VerificationTest[1/0, ComplexInfinity, {Power::infy}]
VerificationTest[{ComplexInfinity + 1, 2 ComplexInfinity, 1/ComplexInfinity}, {ComplexInfinity, ComplexInfinity, 0}]
VerificationTest[{DirectedInfinity[1], DirectedInfinity[-1], DirectedInfinity[], DirectedInfinity[0]},
 {Infinity, -Infinity, ComplexInfinity, ComplexInfinity}]
VerificationTest[I Infinity === DirectedInfinity[I]]
VerificationTest[DirectedInfinity[2 I] === DirectedInfinity[I]]
VerificationTest[I DirectedInfinity[I], -Infinity]
VerificationTest[{2^Infinity, (1/2)^Infinity, 2^-Infinity, E^-Infinity}, {Infinity, 0, 0, 0}]
VerificationTest[{(-Infinity)^2, (-Infinity)^3}, {Infinity, -Infinity}]
VerificationTest[Indeterminate + 1, Indeterminate]

(* Parts of complex numbers *)
VerificationTest[{Abs[3 + 4 I], Abs[1 + I], Abs[-2 Pi], Abs[Pi - 4]}, {5, Sqrt[2], 2 Pi, 4 - Pi}]
VerificationTest[{Abs[-x], Abs[2 x], Abs[I x], Abs[Abs[x]], Abs[x^2]},
 {Abs[x], 2 Abs[x], Abs[x], Abs[x], Abs[x]^2}]
VerificationTest[{Arg[1 + I], Arg[-1], Arg[I], Arg[-Pi], Arg[0]}, {Pi/4, Pi, Pi/2, Pi, 0}]
VerificationTest[{Re[2 x], Re[I x], Re[x + I y], Re[2 + x]}, {2 Re[x], -Im[x], -Im[y] + Re[x], 2 + Re[x]}]
VerificationTest[{Im[2 x], Im[I x], Im[x + 3 I], Im[Pi]}, {2 Im[x], Re[x], 3 + Im[x], 0}]
VerificationTest[FullForm[Re[x + y]] // ToString, "Re[Plus[x, y]]"]
VerificationTest[{Im[Abs[x]], Re[Re[x]], Im[Re[x]]}, {0, Re[x], 0}]
VerificationTest[{Conjugate[1 + 2 I], Conjugate[2 x], Conjugate[I x], Conjugate[Conjugate[x]], Conjugate[Pi]},
 {1 - 2 I, 2 Conjugate[x], -I Conjugate[x], x, Pi}]
VerificationTest[Sign[{-2, Pi, I, 3 - 4 I}], {-1, 1, I, 3/5 - (4 I)/5}]

(* InputForm *)
VerificationTest[ToString[-a b, InputForm], "-(a*b)"]
VerificationTest[ToString[{a/(b c), (a + b)/c, -x^2, 1/x, a^(1/2), 1/(1 + x)^2, -1 + x}, InputForm],
 "{a/(b*c), (a + b)/c, -x^2, x^(-1), Sqrt[a], (1 + x)^(-2), -1 + x}"]
VerificationTest[ToString[{1 + 2 I, -I, I x, 2 I x, -I x, I/3}, InputForm],
 "{1 + 2*I, -I, I*x, (2*I)*x, (-I)*x, I/3}"]
VerificationTest[ToString[E^(I Pi/3), InputForm], "E^((I/3)*Pi)"]
VerificationTest[ToString[{-1/2, -x/2, (2 x)/3, 1/(2 x)}, InputForm], "{-1/2, -1/2*x, (2*x)/3, 1/(2*x)}"]
VerificationTest[ToString[(-(1/2))^n, InputForm], "(-1/2)^n"]

(* OutputForm *)
VerificationTest[ToString[-a b], "-(a b)"]
VerificationTest[ToString[{2 a b, 1 + 2 I, I x, 2 I x, -1 + x}], "{2 a b, 1 + 2 I, I x, 2 I x, -1 + x}"]

(* Infinity stands for DirectedInfinity[1] *)
VerificationTest[{Head[Infinity], Head[-Infinity], Head[ComplexInfinity]}, {DirectedInfinity, DirectedInfinity, Symbol}]
VerificationTest[{AtomQ[Infinity], MatchQ[Infinity, _Symbol], MatchQ[Infinity, _DirectedInfinity]}, {False, False, True}]
VerificationTest[ToString[{Infinity, -Infinity}, FullForm], "List[DirectedInfinity[1], DirectedInfinity[-1]]"]

(* roots of imaginary numbers are roots of -1 *)
VerificationTest[{Sqrt[I], Sqrt[-I], I^(1/3)}, {(-1)^(1/4), -(-1)^(3/4), (-1)^(1/6)}]
VerificationTest[{Sqrt[4 I], Sqrt[2 I], Sqrt[-8 I]}, {2 (-1)^(1/4), 1 + I, 2 - 2 I}]
VerificationTest[Solve[x^2 == I, x], {{x -> -(-1)^(1/4)}, {x -> (-1)^(1/4)}}]

(* And within Or is shown in parentheses *)
VerificationTest[ToString[a && b || c, InputForm], "(a && b) || c"]
VerificationTest[ToString[a || b && c], "a || (b && c)"]
VerificationTest[ToString[(a || b) && c], "(a || b) && c"]

(* options of functions that take lists of rules as well *)
VerificationTest[{Options[Union], Options[Intersection], Options[Complement]}, ConstantArray[{SameTest -> Automatic}, 3]]
VerificationTest[Options[TableForm, TableDepth], {TableDepth -> Infinity}]
VerificationTest[Union[{a -> b}, {c -> d}], {a -> b, c -> d}]
