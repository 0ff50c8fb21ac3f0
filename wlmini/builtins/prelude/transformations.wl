(* Geometric transformations: matrices of rotations, scalings, ..., and the functions that they make. *)

RotationMatrix::usage = "RotationMatrix[t] is the matrix of the rotation of the plane by the angle t; RotationMatrix[t, w] of space around w; RotationMatrix[{u, v}] turns u to v.";

RotationMatrix[{u_?VectorQ, v_?VectorQ}] :=
  With[{a = Normalize[u], b = Normalize[v]},
    IdentityMatrix[Length[u]] - Outer[Times, a + b, a + b]/(1 + a . b) + 2 Outer[Times, b, a]
  ] /; Length[u] == Length[v]

RotationMatrix[t_] := {{Cos[t], -Sin[t]}, {Sin[t], Cos[t]}} /; Head[t] =!= List

RotationMatrix[t_, w_?VectorQ] :=
  Module[{x, y, z},
    {x, y, z} = Normalize[w];
    Cos[t] IdentityMatrix[3] + Sin[t] {{0, -z, y}, {z, 0, -x}, {-y, x, 0}} +
      (1 - Cos[t]) Outer[Times, {x, y, z}, {x, y, z}]
  ] /; Length[w] == 3

RotationMatrix[t_, {u_?VectorQ, v_?VectorQ}] :=
  Module[{a = Normalize[u], b},
    b = Normalize[v - (v . a) a];
    IdentityMatrix[Length[u]] + (Cos[t] - 1) (Outer[Times, a, a] + Outer[Times, b, b]) +
      Sin[t] (Outer[Times, b, a] - Outer[Times, a, b])
  ] /; Length[u] == Length[v]

ScalingMatrix::usage = "ScalingMatrix[{s1, s2, ...}] is the matrix that scales along the axes; ScalingMatrix[s, v] scales by s along v.";

ScalingMatrix[s_?VectorQ] := DiagonalMatrix[s]
ScalingMatrix[s_, v_?VectorQ] := IdentityMatrix[Length[v]] + (s - 1) Outer[Times, v, v]/v . v

ReflectionMatrix::usage = "ReflectionMatrix[v] is the matrix of the reflection in the mirror through the origin that v is normal to.";

ReflectionMatrix[v_?VectorQ] := IdentityMatrix[Length[v]] - 2 Outer[Times, v, v]/v . v

ShearingMatrix::usage = "ShearingMatrix[t, v, n] is the matrix of the shear by the angle t along v, normal to n.";

ShearingMatrix[t_, v_?VectorQ, n_?VectorQ] :=
  IdentityMatrix[Length[v]] + Tan[t] Outer[Times, Normalize[v], Normalize[n]] /; Length[v] == Length[n]

TransformationFunction::usage = "TransformationFunction[m] is the function of points whose matrix in homogeneous coordinates is m.";

TransformationFunction[m_?MatrixQ][p_?VectorQ] :=
  With[{image = m . Append[p, 1]}, Most[image]/Last[image]] /; Length[m] == Length[p] + 1

TransformationFunction[m_?MatrixQ][points_?MatrixQ] := TransformationFunction[m] /@ points /; Length[m] == Length[First[points]] + 1

TransformationFunction /: Composition[f___, TransformationFunction[a_], TransformationFunction[b_], g___] :=
  Composition[f, TransformationFunction[a . b], g]
TransformationFunction /: InverseFunction[TransformationFunction[m_]] := TransformationFunction[Inverse[m]]

TransformationMatrix::usage = "TransformationMatrix[f] is the matrix in homogeneous coordinates of a TransformationFunction.";

TransformationMatrix[TransformationFunction[m_]] := m

AffineTransform::usage = "AffineTransform[m] is the transformation of r to m.r; AffineTransform[{m, v}] of r to m.r + v.";

AffineTransform[m_?MatrixQ] := AffineTransform[{m, ConstantArray[0, Length[m]]}]
AffineTransform[{m_?MatrixQ, v_?VectorQ}] :=
  TransformationFunction[Append[MapThread[Append, {m, v}], Append[ConstantArray[0, Length[First[m]]], 1]]]

LinearFractionalTransform::usage = "LinearFractionalTransform[m] is the transformation whose matrix in homogeneous coordinates is m.";

LinearFractionalTransform[m_?MatrixQ] := TransformationFunction[m]
LinearFractionalTransform[{a_?MatrixQ, b_?VectorQ, c_?VectorQ, d_}] :=
  TransformationFunction[Append[MapThread[Append, {a, b}], Append[c, d]]]

TranslationTransform::usage = "TranslationTransform[v] is the transformation that moves points by v.";

TranslationTransform[v_?VectorQ] := AffineTransform[{IdentityMatrix[Length[v]], v}]

RotationTransform::usage = "RotationTransform[t] is the rotation of the plane by the angle t; RotationTransform[t, p] around p; RotationTransform[t, w, p] of space around w through p.";

RotationTransform[{u_?VectorQ, v_?VectorQ}] := AffineTransform[RotationMatrix[{u, v}]]
RotationTransform[{u_?VectorQ, v_?VectorQ}, p_?VectorQ] := $AroundPoint[RotationMatrix[{u, v}], p]
RotationTransform[t_] := AffineTransform[RotationMatrix[t]] /; Head[t] =!= List
RotationTransform[t_, p_?VectorQ] := $AroundPoint[RotationMatrix[t], p] /; Length[p] == 2
RotationTransform[t_, w_?VectorQ] := AffineTransform[RotationMatrix[t, w]] /; Length[w] == 3
RotationTransform[t_, w_?VectorQ, p_?VectorQ] := $AroundPoint[RotationMatrix[t, w], p] /; Length[w] == 3
RotationTransform[t_, {u_?VectorQ, v_?VectorQ}] := AffineTransform[RotationMatrix[t, {u, v}]]
RotationTransform[t_, {u_?VectorQ, v_?VectorQ}, p_?VectorQ] := $AroundPoint[RotationMatrix[t, {u, v}], p]

$AroundPoint[m_, p_] := AffineTransform[{m, p - m . p}]

ScalingTransform::usage = "ScalingTransform[{s1, s2, ...}] scales along the axes; ScalingTransform[s, v] by s along v; a last argument p is the point that stays.";

ScalingTransform[s_?VectorQ] := AffineTransform[ScalingMatrix[s]]
ScalingTransform[s_?VectorQ, p_?VectorQ] := $AroundPoint[ScalingMatrix[s], p]
ScalingTransform[s_, v_?VectorQ] := AffineTransform[ScalingMatrix[s, v]] /; Head[s] =!= List
ScalingTransform[s_, v_?VectorQ, p_?VectorQ] := $AroundPoint[ScalingMatrix[s, v], p]

ReflectionTransform::usage = "ReflectionTransform[v] reflects in the mirror that v is normal to, through the origin; ReflectionTransform[v, p] through p.";

ReflectionTransform[v_?VectorQ] := AffineTransform[ReflectionMatrix[v]]
ReflectionTransform[v_?VectorQ, p_?VectorQ] := $AroundPoint[ReflectionMatrix[v], p]

ShearingTransform::usage = "ShearingTransform[t, v, n] shears by the angle t along v, normal to n; ShearingTransform[t, v, n, p] keeps p.";

ShearingTransform[t_, v_?VectorQ, n_?VectorQ] := AffineTransform[ShearingMatrix[t, v, n]]
ShearingTransform[t_, v_?VectorQ, n_?VectorQ, p_?VectorQ] := $AroundPoint[ShearingMatrix[t, v, n], p]

RescalingTransform::usage = "RescalingTransform[{{x1, x2}, ...}, {{u1, u2}, ...}] maps the first box to the second, by default the unit box.";

RescalingTransform[from_?MatrixQ] := RescalingTransform[from, ConstantArray[{0, 1}, Length[from]]]
RescalingTransform[from_?MatrixQ, to_?MatrixQ] :=
  With[{scale = MapThread[(#2[[2]] - #2[[1]])/(#1[[2]] - #1[[1]]) &, {from, to}]},
    AffineTransform[{DiagonalMatrix[scale], to[[All, 1]] - scale from[[All, 1]]}]
  ]
