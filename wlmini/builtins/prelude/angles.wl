(* Points by angles: vectors and paths of given directions, points on circles, polar and spherical coordinates. *)

AngleVector::usage = "AngleVector[t] is the unit vector in the direction t; AngleVector[{r, t}] has the length r; AngleVector[{x, y}, step] starts at {x, y}.";

AngleVector[{r_, t_}] := {r Cos[t], r Sin[t]}
AngleVector[t_] := {Cos[t], Sin[t]} /; Head[t] =!= List
AngleVector[{x_, y_}, {r_, t_}] := {x, y} + AngleVector[{r, t}]
AngleVector[{x_, y_}, t_] := {x, y} + AngleVector[t] /; Head[t] =!= List

AnglePath::usage = "AnglePath[{t1, t2, ...}] is the list of points where steps of length 1 lead that turn by t1, t2, ...; steps {r, t} have the length r.";

AnglePath[steps_List] := AnglePath[{{0, 0}, 0}, steps]
AnglePath[t0_, steps_List] := AnglePath[{{0, 0}, t0}, steps] /; Head[t0] =!= List
AnglePath[{x_, y_}, steps_List] := AnglePath[{{x, y}, 0}, steps] /; Head[x] =!= List
AnglePath[{{x_, y_}, t0_}, steps_List] :=
  First /@ FoldList[$AngleStep, {{x, y}, t0}, steps] /; Head[t0] =!= List

$AngleStep[{p_, t_}, {r_, turn_}] := {p + AngleVector[{r, t + turn}], t + turn}
$AngleStep[{p_, t_}, turn_] := {p + AngleVector[t + turn], t + turn}

CirclePoints::usage = "CirclePoints[n] is a list of n points at equal distances on the unit circle; CirclePoints[r, n] on the circle of radius r; CirclePoints[{r, t}, n] starts at the angle t.";

CirclePoints[n_Integer?Positive] := CirclePoints[1, n]
CirclePoints[r_, n_Integer?Positive] := CirclePoints[{r, Pi/n - Pi/2}, n] /; Head[r] =!= List
CirclePoints[{r_, t_}, n_Integer?Positive] := Table[AngleVector[{r, t + 2 Pi k/n}], {k, 0, n - 1}]
CirclePoints[{x_, y_}, r_, n_Integer?Positive] := ({x, y} + # &) /@ CirclePoints[r, n]

ToPolarCoordinates::usage = "ToPolarCoordinates[{x, y}] is the distance from the origin and the angle, {r, t}.";

ToPolarCoordinates[{x_, y_}] := {Sqrt[x^2 + y^2], ArcTan[x, y]} /; Head[x] =!= List
ToPolarCoordinates[points_?MatrixQ] := ToPolarCoordinates /@ points

FromPolarCoordinates::usage = "FromPolarCoordinates[{r, t}] is the point {x, y} at the distance r from the origin in the direction t.";

FromPolarCoordinates[{r_, t_}] := {r Cos[t], r Sin[t]} /; Head[r] =!= List
FromPolarCoordinates[points_?MatrixQ] := FromPolarCoordinates /@ points

ToSphericalCoordinates::usage = "ToSphericalCoordinates[{x, y, z}] is the distance from the origin, the angle from the z axis and the angle around it.";

ToSphericalCoordinates[{x_, y_, z_}] := {Sqrt[x^2 + y^2 + z^2], ArcTan[z, Sqrt[x^2 + y^2]], ArcTan[x, y]} /; Head[x] =!= List
ToSphericalCoordinates[points_?MatrixQ] := ToSphericalCoordinates /@ points

FromSphericalCoordinates::usage = "FromSphericalCoordinates[{r, t, p}] is the point at the distance r, the angle t from the z axis and p around it.";

FromSphericalCoordinates[{r_, t_, p_}] := {r Cos[p] Sin[t], r Sin[p] Sin[t], r Cos[t]} /; Head[r] =!= List
FromSphericalCoordinates[points_?MatrixQ] := FromSphericalCoordinates /@ points
