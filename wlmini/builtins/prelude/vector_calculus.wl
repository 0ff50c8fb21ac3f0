(* Gradient, divergence, curl and Laplacian in Cartesian and other orthogonal coordinates, and the coordinates themselves. *)

Grad::usage = "Grad[f, {x, y, ...}] gives the gradient of f; of a vector, the matrix of its derivatives.\nGrad[f, {u, v, ...}, chart] that in \"Polar\", \"Cylindrical\" or \"Spherical\" coordinates, in the orthonormal basis that belongs to them.";
Div::usage = "Div[{f1, f2, ...}, {x, y, ...}] gives the divergence of the vector field {f1, f2, ...}.\nDiv[f, {u, v, ...}, chart] that in \"Polar\", \"Cylindrical\" or \"Spherical\" coordinates.";
Curl::usage = "Curl[{f1, f2, f3}, {x, y, z}] gives the curl of a vector field in space.\nCurl[{f1, f2}, {x, y}] that of a field in the plane, a number.\nCurl[f, {u, v, ...}, chart] that in \"Polar\", \"Cylindrical\" or \"Spherical\" coordinates.";
Laplacian::usage = "Laplacian[f, {x, y, ...}] gives the sum of the second derivatives of f.\nLaplacian[f, {u, v, ...}, chart] gives the Laplacian in \"Polar\", \"Cylindrical\" or \"Spherical\" coordinates.";
Grad::chart = Div::chart = Curl::chart = Laplacian::chart = CoordinateTransform::chart = TransformedField::chart = CoordinateChartData::chart = "`1` names no coordinates of `2` variables; \"Cartesian\", \"Polar\" (2), \"Cylindrical\" and \"Spherical\" (3) are known.";

(* The lengths that belong to unit steps of each coordinate, the points, and the way back from Cartesian ones. *)
scales["Cartesian", vars_] := ConstantArray[1, Length[vars]];
scales["Polar", {r_, _}] := {1, r};
scales["Cylindrical", {r_, _, _}] := {1, r, 1};
scales["Spherical", {r_, t_, _}] := {1, r, r Sin[t]};
scales[_, _] := None;

place["Cartesian", point_] := point;
place["Polar", {r_, t_}] := {r Cos[t], r Sin[t]};
place["Cylindrical", {r_, t_, z_}] := {r Cos[t], r Sin[t], z};
place["Spherical", {r_, t_, p_}] := {r Cos[p] Sin[t], r Sin[p] Sin[t], r Cos[t]};
place[_, _] := None;

coordinates["Cartesian", point_] := point;
coordinates["Polar", {x_, y_}] := {Sqrt[x^2 + y^2], ArcTan[x, y]};
coordinates["Cylindrical", {x_, y_, z_}] := {Sqrt[x^2 + y^2], ArcTan[x, y], z};
coordinates["Spherical", {x_, y_, z_}] := {Sqrt[x^2 + y^2 + z^2], ArcTan[z, Sqrt[x^2 + y^2]], ArcTan[x, y]};
coordinates[_, _] := None;

charted[owner_, chart_, vars_] := ListQ[scales[chart, vars]] || (Message[owner::chart, chart, Length[vars]]; False);

(* The matrix of the derivatives of a vector along the unit vectors. *)
covariant[v_, vars_, h_] := Table[
  D[v[[i]], vars[[j]]]/h[[j]] + If[i === j,
    Sum[If[k === i, 0, v[[k]] D[h[[i]], vars[[k]]]/(h[[i]] h[[k]])], {k, Length[vars]}],
    -v[[j]] D[h[[j]], vars[[i]]]/(h[[i]] h[[j]])], {i, Length[vars]}, {j, Length[vars]}];

Grad[f_, vars_List] := D[f, {vars}]
Grad[f_List, vars_List, chart_] /; Length[f] == Length[vars] && charted[Grad, chart, vars] := covariant[f, vars, scales[chart, vars]]
Grad[f_, vars_List, chart_] /; ! ListQ[f] && charted[Grad, chart, vars] := MapThread[D[f, #1]/#2 &, {vars, scales[chart, vars]}]

Div[f_List, vars_List] /; Length[f] == Length[vars] && !ListQ[First[f]] :=
  Total[MapThread[D, {f, vars}]]
Div[f : {__List}, vars_List] := Map[Div[#, vars] &, f]
Div[f_List, vars_List, chart_] /; Length[f] == Length[vars] && charted[Div, chart, vars] := Tr[covariant[f, vars, scales[chart, vars]]]

Curl[{f_, g_}, {x_, y_}] := D[g, x] - D[f, y]
Curl[{f_, g_, h_}, {x_, y_, z_}] :=
  {D[h, y] - D[g, z], D[f, z] - D[h, x], D[g, x] - D[f, y]}
Curl[f : {_, _}, vars : {_, _}, chart_] /; charted[Curl, chart, vars] := With[{m = covariant[f, vars, scales[chart, vars]]}, m[[2, 1]] - m[[1, 2]]]
Curl[f : {_, _, _}, vars : {_, _, _}, chart_] /; charted[Curl, chart, vars] := With[{m = covariant[f, vars, scales[chart, vars]]},
  {m[[3, 2]] - m[[2, 3]], m[[1, 3]] - m[[3, 1]], m[[2, 1]] - m[[1, 2]]}]

Laplacian[f_, vars_List] := Total[Map[D[f, {#, 2}] &, vars]]
Laplacian[f_, vars_List, chart_] /; ! ListQ[f] && charted[Laplacian, chart, vars] :=
  With[{h = scales[chart, vars]}, Tr[covariant[MapThread[D[f, #1]/#2 &, {vars, h}], vars, h]]]

CoordinateTransform::usage = "CoordinateTransform[chart1 -> chart2, point] gives the coordinates in chart2 of the point that has these ones in chart1; of each of a list of points.";
CoordinateTransform[from_ -> to_, points : {__List}] := Map[CoordinateTransform[from -> to, #] &, points]
CoordinateTransform[from_ -> to_, point_List] /; charted[CoordinateTransform, from, point] && charted[CoordinateTransform, to, point] :=
  If[from === to, point, neat[coordinates[to, place[from, point]]]]

(* Between two charts that share the plane of their angles, without the Cartesian ones in between. *)
neat[point_] := Map[If[FreeQ[#, Cos | Sin | ArcTan], #, Simplify[#]] &, point];
CoordinateTransform["Cylindrical" -> "Spherical", {r_, t_, z_}] := {Sqrt[r^2 + z^2], ArcTan[z, r], t}
CoordinateTransform["Spherical" -> "Cylindrical", {r_, t_, p_}] := {r Sin[t], p, r Cos[t]}

TransformedField::usage = "TransformedField[chart1 -> chart2, f, {u1, u2, ...} -> {v1, v2, ...}] writes the scalar or vector field f of the coordinates u in chart1 as one of the coordinates v in chart2.";
TransformedField[from_ -> to_, f_, old_List -> new_List] /; Length[old] == Length[new] && charted[TransformedField, from, old] && charted[TransformedField, to, new] :=
  With[{rules = Thread[old -> CoordinateTransform[to -> from, new]]},
    If[ListQ[f], Simplify[Transpose[frame[to, new]] . ((frame[from, old] . f) /. rules)], Simplify[f /. rules, realOnes[to, new]]]]

(* The unit vectors of a chart as columns, in Cartesian components. *)
frame[chart_, vars_] := D[place[chart, vars], {vars}] . DiagonalMatrix[1/scales[chart, vars]];
realOnes["Cartesian", vars_] := Element[Alternatives @@ vars, Reals];
realOnes[_, vars_] := First[vars] > 0 && Element[Alternatives @@ vars, Reals];

CoordinateChartData::usage = "CoordinateChartData[chart, \"ScaleFactors\", {u, v, ...}] gives the lengths that belong to unit steps of the coordinates.\nCoordinateChartData[chart, property, {u, v, ...}] gives \"Metric\", \"VolumeFactor\" or \"Dimension\".";
CoordinateChartData::prop = "`1` is no property of coordinates; \"ScaleFactors\", \"Metric\", \"VolumeFactor\" and \"Dimension\" are known.";
CoordinateChartData[chart_, property_, vars_List] /; charted[CoordinateChartData, chart, vars] := Switch[property,
  "ScaleFactors", scales[chart, vars],
  "Metric", DiagonalMatrix[scales[chart, vars]^2],
  "VolumeFactor", Times @@ scales[chart, vars],
  "Dimension", Length[vars],
  _, Message[CoordinateChartData::prop, property]; $Failed]

CoordinateTransformData::usage = "CoordinateTransformData[chart1 -> chart2, \"Mapping\", {u, v, ...}] gives the coordinates in chart2 as functions of those in chart1.\nCoordinateTransformData[chart1 -> chart2, property, {u, v, ...}] gives \"MappingJacobian\" or \"MappingJacobianDeterminant\".";
CoordinateTransformData::prop = "`1` is no property of a change of coordinates; \"Mapping\", \"MappingJacobian\" and \"MappingJacobianDeterminant\" are known.";
CoordinateTransformData[from_ -> to_, property_, vars_List] /; charted[CoordinateTransform, from, vars] && charted[CoordinateTransform, to, vars] :=
  With[{map = CoordinateTransform[from -> to, vars]}, Switch[property,
    "Mapping", map,
    "MappingJacobian", D[map, {vars}],
    "MappingJacobianDeterminant", Simplify[Det[D[map, {vars}]]],
    _, Message[CoordinateTransformData::prop, property]; $Failed]]

(* How many arguments each takes, and of which kind. *)
counted[f_, {least_, most_}] := (f[given___] := Null /; ! (least <= Length[{given}] <= most) && (complain[f, Length[{given}], least, most]; False));
complain[f_, n_, m_, m_] := Message[f::argrx, f, n, m];
complain[f_, 1, least_, most_] := Message[f::argbu, f, least, most];
complain[f_, n_, least_, most_] := Message[f::argb, f, n, least, most];
Scan[Apply[counted, #] &, {{Grad, {2, 3}}, {Div, {2, 3}}, {Curl, {2, 3}}, {Laplacian, {2, 3}}, {CoordinateTransform, {2, 2}},
  {TransformedField, {3, 3}}, {CoordinateChartData, {3, 3}}, {CoordinateTransformData, {3, 3}}}];
Grad::vars = Div::vars = Curl::vars = Laplacian::vars = "`1` is no list of variables.";
Div::dim = Curl::dim = "`1` has not as many components as there are variables in `2`.";
Scan[Function[f, f[_, vars_, ___] := Null /; ! ListQ[vars] && (Message[f::vars, vars]; False)], {Grad, Div, Curl, Laplacian}];
Scan[Function[f, f[v_, vars_List, ___] := Null /; ! (ListQ[v] && Length[v] == Length[vars]) && (Message[f::dim, v, vars]; False)], {Div, Curl}];
CoordinateTransform::rule = "`1` is no rule chart1 -> chart2.";
CoordinateTransform[spec_, _] := Null /; ! MatchQ[spec, _Rule] && (Message[CoordinateTransform::rule, spec]; False);

Scan[SetAttributes[#, Protected] &, {Grad, Div, Curl, Laplacian, CoordinateTransform, TransformedField, CoordinateChartData, CoordinateTransformData}];
