(* Properties of graphs and their parts under the names that annotations had before. *)

PropertyValue::usage = "PropertyValue[{g, item}, name] is what the annotation named name is for a vertex or edge of the graph g.";

PropertyValue[subject_, name_] := AnnotationValue[subject, name]

SetProperty::usage = "SetProperty[{g, item}, name -> value] is the graph g with the annotation added to a vertex or edge.";

SetProperty[subject_, rules_] := Annotate[subject, rules]
