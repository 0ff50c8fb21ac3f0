(* Products *)
VerificationTest[TensorProduct[{a, b}, {x, y}], {{a x, a y}, {b x, b y}}]
VerificationTest[TensorProduct[{1, 2}, {3, 4}, {5, 6}] === Outer[Times, {1, 2}, {3, 4}, {5, 6}], True]
VerificationTest[TensorProduct[2, {1, 2}], {2, 4}]
VerificationTest[TensorProduct[2, 3], 6]
VerificationTest[TensorProduct[], 1]
VerificationTest[TensorProduct[x], x]
VerificationTest[Dimensions[TensorProduct[IdentityMatrix[2], {1, 2, 3}]], {2, 2, 3}]
VerificationTest[Head[TensorProduct[u, v]], TensorProduct]
VerificationTest[ArrayDot[{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}, 1], {{19, 22}, {43, 50}}]
VerificationTest[ArrayDot[{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}, 2], 70]
VerificationTest[ArrayDot[{a, b}, {x, y}, 1], a x + b y]
VerificationTest[ArrayDot[{a, b}, {x, y}, 0], {{a x, a y}, {b x, b y}}]
VerificationTest[ArrayDot[{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}, {{1, 1}}], Transpose[{{1, 2}, {3, 4}}] . {{5, 6}, {7, 8}}]
VerificationTest[ArrayDot[{{1., 2.}, {3., 4.}}, {{5., 6.}, {7., 8.}}, 1], {{19., 22.}, {43., 50.}}]
VerificationTest[Dimensions[ArrayDot[RandomReal[1, {2, 3, 4}], RandomReal[1, {3, 4, 5}], 2]], {2, 5}]

(* Contractions *)
VerificationTest[TensorContract[{{a, b}, {c, d}}, {{1, 2}}], a + d]
VerificationTest[TensorContract[Array[f, {2, 2, 3}], {{1, 2}}], Table[f[1, 1, k] + f[2, 2, k], {k, 3}]]
VerificationTest[TensorContract[Array[f, {2, 3, 2}], {{1, 3}}], Table[f[1, k, 1] + f[2, k, 2], {k, 3}]]
VerificationTest[TensorContract[TensorProduct[{{1, 2}, {3, 4}}, {5, 6}], {{2, 3}}], {{1, 2}, {3, 4}} . {5, 6}]
VerificationTest[TensorContract[Array[1 &, {3, 3, 3, 3}], {{1, 2}, {3, 4}}], 9]
VerificationTest[TensorContract[{{1, 2}, {3, 4}}, {}], {{1, 2}, {3, 4}}]

(* Rearrangements *)
VerificationTest[TensorTranspose[{{a, b}, {c, d}}, {2, 1}], {{a, c}, {b, d}}]
VerificationTest[TensorTranspose[{{a, b}, {c, d}}, Cycles[{{1, 2}}]], {{a, c}, {b, d}}]
VerificationTest[TensorTranspose[{{a, b}, {c, d}}, {1, 2}], {{a, b}, {c, d}}]
VerificationTest[Dimensions[TensorTranspose[ConstantArray[0, {2, 3, 4}], {3, 1, 2}]], {3, 4, 2}]
VerificationTest[TensorTranspose[Array[f, {2, 3, 4}], {2, 3, 1}] === Transpose[Array[f, {2, 3, 4}], {2, 3, 1}], True]
VerificationTest[Normal[LeviCivitaTensor[2]], {{0, 1}, {-1, 0}}]
VerificationTest[LeviCivitaTensor[3, List][[1]], {{0, 0, 0}, {0, 0, 1}, {0, -1, 0}}]
VerificationTest[{1, 2, 3} . LeviCivitaTensor[3, List] . {4, 5, 6}, -Cross[{1, 2, 3}, {4, 5, 6}]]
VerificationTest[Normal[Symmetrize[{{1, 2}, {4, 3}}]], {{1, 3}, {3, 3}}]
VerificationTest[Normal[Symmetrize[{{1, 2}, {4, 3}}, Antisymmetric[{1, 2}]]], {{0, -1}, {1, 0}}]
VerificationTest[TensorSymmetry[{{1, 2}, {2, 3}}], Symmetric[{1, 2}]]
VerificationTest[TensorSymmetry[{{0, 1}, {-1, 0}}], Antisymmetric[{1, 2}]]
VerificationTest[TensorSymmetry[{{1, 2}, {3, 4}}], {}]

(* Rank and dimensions *)
VerificationTest[TensorRank /@ {5, {1, 2}, {{1, 2}, {3, 4}}}, {0, 1, 2}]
VerificationTest[TensorDimensions[{{1, 2, 3}, {4, 5, 6}}], {2, 3}]
VerificationTest[TensorRank[ArraySymbol["a", {2, 3, 4}]], 3]
VerificationTest[TensorDimensions[VectorSymbol["v", n]], {n}]
VerificationTest[TensorDimensions[MatrixSymbol["m", {n, k}]], {n, k}]
VerificationTest[TensorDimensions[MatrixSymbol["m", {n, k}] . VectorSymbol["v", k]], {n}]
VerificationTest[TensorRank[TensorProduct[VectorSymbol["u", 2], MatrixSymbol["m", {2, 3}]]], 3]
VerificationTest[TensorDimensions[SymbolicIdentityArray[{2, 3}]], {2, 3, 2, 3}]
VerificationTest[TensorDimensions[SymbolicZerosArray[{2, 3}]], {2, 3}]

(* Resampling *)
VerificationTest[ArrayResample[{1, 2, 3}, 5], {1, 3/2, 2, 5/2, 3}]
VerificationTest[ArrayResample[{1, 2, 3, 4, 5}, 3], {1, 3, 5}]
VerificationTest[ArrayResample[{{1, 2}, {3, 4}}, {3, 3}], {{1, 3/2, 2}, {2, 5/2, 3}, {3, 7/2, 4}}]

(* Wrong arguments *)
VerificationTest[Head[Quiet[TensorContract[{{1, 2}, {3, 4}}, {{1, 5}}]]], TensorContract]
