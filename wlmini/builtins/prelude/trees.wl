(* Trees: data at the root and subtrees in order; Tree[data, None] is a leaf. *)

Tree::usage = "Tree[data, {tree1, tree2, ...}] is the tree with data at its root and the subtrees tree1, tree2, ...; Tree[data, None] is a leaf.";

Tree[subtrees_List] := Tree[Null, subtrees]
Tree[data_, subtrees_List] := Tree[data, $AsTree /@ subtrees] /; !AllTrue[subtrees, TreeQ]

$AsTree[tree_Tree] := tree
$AsTree[data_] := Tree[data, None]

TreeQ::usage = "TreeQ[expr] tells whether expr is a tree.";

TreeQ[Tree[_, None]] := True
TreeQ[Tree[_, subtrees_List]] := AllTrue[subtrees, TreeQ]
TreeQ[_] := False

TreeLeafQ::usage = "TreeLeafQ[tree] tells whether tree is a leaf.";

TreeLeafQ[Tree[_, None | {}]] := True
TreeLeafQ[_] := False

TreeData::usage = "TreeData[tree] is the data at the root of tree.";

TreeData[Tree[data_, _]] := data

TreeChildren::usage = "TreeChildren[tree] is the list of the subtrees of tree, None for a leaf.";

TreeChildren[Tree[_, subtrees_]] := subtrees

$Subtrees[Tree[_, None]] := {}
$Subtrees[Tree[_, subtrees_]] := subtrees

TreeSize::usage = "TreeSize[tree] is the number of all nodes of tree.";

TreeSize[tree_Tree?TreeQ] := 1 + Total[TreeSize /@ $Subtrees[tree]]

TreeDepth::usage = "TreeDepth[tree] is the number of steps from the root of tree to its deepest leaf.";

TreeDepth[tree_Tree?TreeQ] := If[$Subtrees[tree] === {}, 0, 1 + Max[TreeDepth /@ $Subtrees[tree]]]

TreeLeaves::usage = "TreeLeaves[tree] is the list of the leaves of tree.";

TreeLeaves[tree_Tree?TreeQ] := If[$Subtrees[tree] === {}, {tree}, Join @@ (TreeLeaves /@ $Subtrees[tree])]

$Nodes[tree_] := Append[Join @@ ($Nodes /@ $Subtrees[tree]), tree]

TreeCases::usage = "TreeCases[tree, pattern] is the list of the subtrees of tree whose data match the pattern.";

TreeCases[tree_Tree?TreeQ, pattern_] := Select[$Nodes[tree], MatchQ[TreeData[#], pattern] &]
TreeCases[pattern_][tree_Tree] := TreeCases[tree, pattern]

TreeCount::usage = "TreeCount[tree, pattern] is the number of the subtrees of tree whose data match the pattern.";

TreeCount[tree_Tree?TreeQ, pattern_] := Length[TreeCases[tree, pattern]]
TreeCount[pattern_][tree_Tree] := TreeCount[tree, pattern]

TreeSelect::usage = "TreeSelect[tree, test] is the list of the subtrees of tree for whose data the test gives True.";

TreeSelect[tree_Tree?TreeQ, test_] := Select[$Nodes[tree], TrueQ[test[TreeData[#]]] &]

TreeLevel::usage = "TreeLevel[tree, {n}] is the list of the subtrees of tree that are n steps below its root.";

TreeLevel[tree_Tree?TreeQ, {0}] := {tree}
TreeLevel[tree_Tree?TreeQ, {n_Integer?Positive}] := Join @@ (TreeLevel[#, {n - 1}] & /@ $Subtrees[tree])

TreeMap::usage = "TreeMap[f, tree] is tree with f applied to the data of each node.";

TreeMap[f_, Tree[data_, None]] := Tree[f[data], None]
TreeMap[f_, Tree[data_, subtrees_List]] := Tree[f[data], TreeMap[f, #] & /@ subtrees]
TreeMap[f_][tree_Tree] := TreeMap[f, tree]

TreeScan::usage = "TreeScan[f, tree] evaluates f of the data of each node of tree, leaves first.";

TreeScan[f_, tree_Tree?TreeQ] := Scan[f[TreeData[#]] &, $Nodes[tree]]
TreeScan[f_][tree_Tree] := TreeScan[f, tree]

TreeFold::usage = "TreeFold[f, tree] is f[data, {v1, v2, ...}] where the subtrees have the values v1, v2, ... and leaves those of their data.";

TreeFold[f_, Tree[data_, None]] := data
TreeFold[f_, Tree[data_, subtrees_List]] := f[data, TreeFold[f, #] & /@ subtrees]

TreeExtract::usage = "TreeExtract[tree, {i, j, ...}] is the subtree j of the subtree i of tree, and so on.";

TreeExtract[tree_Tree?TreeQ, {}] := tree
TreeExtract[tree_Tree?TreeQ, {i_Integer, rest___}] := TreeExtract[$Subtrees[tree][[i]], {rest}] /; 0 < Abs[i] <= Length[$Subtrees[tree]]

NestTree::usage = "NestTree[f, x, n] is the tree with x at its root where the data of the subtrees of each node are f of its data, n levels deep.";

NestTree[f_, tree_Tree?TreeQ, n_Integer?NonNegative] :=
  If[$Subtrees[tree] === {}, NestTree[f, TreeData[tree], n], Tree[TreeData[tree], NestTree[f, #, n] & /@ $Subtrees[tree]]]
NestTree[f_, x_, 0] := Tree[x, None]
NestTree[f_, x_, n_Integer?Positive] :=
  With[{below = f[x]}, If[MatchQ[below, {__}], Tree[x, NestTree[f, #, n - 1] & /@ below], Tree[x, None]]]

RulesTree::usage = "RulesTree[a -> {b, c -> {d, e}}] is the tree with a at its root and the subtrees that b and c -> {d, e} are.";

RulesTree[data_ -> subtrees_List] := Tree[data, RulesTree /@ subtrees]
RulesTree[data_] := Tree[data, None]

TreeRules::usage = "TreeRules[tree] is tree as rules data -> {subtree, ...}, with leaves as their data.";

TreeRules[Tree[data_, None]] := data
TreeRules[Tree[data_, subtrees_List]] := data -> TreeRules /@ subtrees

ExpressionTree::usage = "ExpressionTree[expr] is the tree with the head of expr at its root and its parts as subtrees.";

ExpressionTree[expr_] := If[AtomQ[expr], Tree[expr, None], Tree[Head[expr], ExpressionTree /@ List @@ expr]]

TreeExpression::usage = "TreeExpression[tree] is the expression whose heads and parts tree has.";

TreeExpression[Tree[data_, None]] := data
TreeExpression[Tree[data_, subtrees_List]] := data @@ (TreeExpression /@ subtrees)

TreeGraph::usage = "TreeGraph[edges] or TreeGraph[vertices, edges] is the tree of the edges as a Graph.";

TreeGraph[edges_List, rest___] := With[{graph = Graph[edges, rest]}, graph /; TreeGraphQ[graph]]
TreeGraph[tree_Tree?TreeQ] := Graph[Range[TreeSize[tree]], $TreeEdges[tree][[1]]]

$TreeEdges[tree_] :=
  Module[{next = 0, walk, edges = {}},
    walk[t_] := Module[{own = ++next}, (AppendTo[edges, DirectedEdge[own, next + 1]]; walk[#]) & /@ $Subtrees[t]];
    walk[tree];
    {edges}
  ]
