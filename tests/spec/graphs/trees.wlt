(* Trees and their parts *)
VerificationTest[Tree[a, {b, c}] === Tree[a, {Tree[b, None], Tree[c, None]}], True]
VerificationTest[TreeQ /@ {Tree[a, {b, c}], Tree[a, None], 5}, {True, True, False}]
VerificationTest[TreeData[Tree[a, {b, c}]], a]
VerificationTest[TreeChildren[Tree[a, {b, c}]], {Tree[b, None], Tree[c, None]}]
VerificationTest[TreeChildren[Tree[a, None]], None]
VerificationTest[TreeSize[Tree[a, {b, Tree[c, {d, e}]}]], 5]
VerificationTest[TreeDepth[Tree[a, {b, Tree[c, {d, e}]}]], 2]
VerificationTest[TreeData /@ TreeLeaves[Tree[a, {b, Tree[c, {d, e}]}]], {b, d, e}]
VerificationTest[TreeLeafQ /@ {Tree[a, None], Tree[a, {b}]}, {True, False}]
VerificationTest[TreeData /@ TreeLevel[Tree[a, {b, Tree[c, {d, e}]}], {1}], {b, c}]
VerificationTest[TreeExtract[Tree[a, {b, Tree[c, {d, e}]}], {2, 1}], Tree[d, None]]

(* Functions of the nodes *)
VerificationTest[Sort[TreeData /@ TreeCases[Tree[1, {2, Tree[3, {4, 5}]}], _?OddQ]], {1, 3, 5}]
VerificationTest[TreeCount[Tree[1, {2, Tree[3, {4, 5}]}], _?OddQ], 3]
VerificationTest[TreeMap[f, Tree[a, {b, c}]], Tree[f[a], {f[b], f[c]}]]
VerificationTest[TreeFold[f, Tree[a, {b, Tree[c, {d, e}]}]], f[a, {b, f[c, {d, e}]}]]

(* Trees from functions, rules, expressions *)
VerificationTest[NestTree[{2 #, 2 # + 1} &, 1, 1], Tree[1, {2, 3}]]
VerificationTest[TreeSize[NestTree[{2 #, 2 # + 1} &, 1, 3]], 15]
VerificationTest[NestTree[f, x, 0], Tree[x, None]]
VerificationTest[RulesTree[a -> {b, c -> {d, e}}], Tree[a, {b, Tree[c, {d, e}]}]]
VerificationTest[TreeRules[Tree[a, {b, Tree[c, {d, e}]}]] === (a -> {b, c -> {d, e}}), True]
VerificationTest[TreeExpression[ExpressionTree[f[x, g[y]]]], f[x, g[y]]]
VerificationTest[TreeData[ExpressionTree[f[x, y]]], f]
VerificationTest[TreeGraphQ[TreeGraph[{1 <-> 2, 1 <-> 3}]], True]
