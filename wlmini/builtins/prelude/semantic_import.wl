(* Tables read with a meaning for what stands in them: SemanticImport and SemanticImportString. *)

SemanticImport::usage = "SemanticImport[file] gives the table in a file as a Dataset: its first row names the columns where it is none of data, texts that are dates become DateObjects.\nSemanticImport[file, types] reads columns as \"Integer\", \"Real\", \"Number\", \"String\", \"Date\" or \"Boolean\"; Automatic finds out.\nSemanticImport[file, types, form] gives \"Dataset\", \"Rows\", \"Columns\", \"NamedRows\" or \"NamedColumns\".";
SemanticImportString::usage = "SemanticImportString[text] gives the table that a text is as a Dataset.\nSemanticImportString[text, types, form] reads it as SemanticImport does a file.";
SemanticImport::form = SemanticImportString::form = "`1` is no form of the table; there are `2`.";
SemanticImport::types = SemanticImportString::types = "`1` is no type of a column, or list of as many as there are columns; there are `2`.";
SemanticImport::nofile = "There is no file `1`.";

$TableForms = {"Dataset", "Rows", "Columns", "NamedRows", "NamedColumns"};
$ColumnTypes = {Automatic, "Integer", "Real", "Number", "String", "Date", "Boolean"};

SemanticImport[file_, types_ : Automatic, form_ : "Dataset"] := Which[
  ! FileExistsQ[file], Message[SemanticImport::nofile, file]; $Failed,
  True, $Table[SemanticImport, Import[file, If[StringMatchQ[file, "*.tsv", IgnoreCase -> True], "TSV", "CSV"]], types, form]]
SemanticImportString[text_String, types_ : Automatic, form_ : "Dataset"] :=
  $Table[SemanticImportString, ImportString[text, If[StringContainsQ[text, "\t"] && ! StringContainsQ[text, ","], "TSV", "CSV"]], types, form]

$Table[owner_, rows_, types_, form_] := Module[{titled, names, body, kinds, columns},
  If[! MemberQ[$TableForms, form], Message[MessageName[owner, "form"], form, $TableForms]; Return[$Failed, Module]];
  titled = Length[rows] > 1 && VectorQ[First[rows], StringQ] && DuplicateFreeQ[First[rows]] && ! MatchQ[First[rows], {($DateText | $TruthText) ..}] &&
    (MemberQ[Rest[rows], Except[_String], {2}] || MemberQ[Rest[rows], $DateText | $TruthText, {2}]);
  {names, body} = If[titled, {First[rows], Rest[rows]}, {None, rows}];
  kinds = If[ListQ[types], types, ConstantArray[types, Length[First[body]]]];
  If[Length[kinds] != Length[First[body]] || ! SubsetQ[$ColumnTypes, kinds],
    Message[MessageName[owner, "types"], types, $ColumnTypes]; Return[$Failed, Module]];
  columns = MapThread[$Column, {kinds, Transpose[PadRight[body, {Length[body], Length[kinds]}, ""]]}];
  $Formed[form, names, columns]]

$DateText = _String?(StringMatchQ[#, RegularExpression["\\d{4}-\\d\\d?-\\d\\d?([T ]\\d\\d?:\\d\\d(:\\d\\d)?)?|\\d\\d?/\\d\\d?/\\d{4}"]] &);
$TruthText = _String?(StringMatchQ[#, "true" | "false", IgnoreCase -> True] &);

$Column[Automatic, c_] := Which[
  MatchQ[DeleteCases[c, ""], {$DateText ..}], $Column["Date", c],
  MatchQ[DeleteCases[c, ""], {$TruthText ..}], $Column["Boolean", c],
  MatchQ[DeleteCases[c, ""], {_?NumberQ ..}], $Column["Number", c],
  True, c]
$Column["Date", c_] := Map[If[# === "", Missing["Empty"], DateObject[#]] &, c]
$Column["Boolean", c_] := Map[Replace[ToLowerCase[ToString[#]], {"true" -> True, "false" -> False, _ -> Missing["Empty"]}] &, c]
$Column["String", c_] := Map[If[StringQ[#], #, ToString[#, InputForm]] &, c]
$Column["Integer", c_] := Map[If[NumberQ[#], Round[#], Missing["Empty"]] &, c]
$Column["Real", c_] := Map[If[NumberQ[#], N[#], Missing["Empty"]] &, c]
$Column["Number", c_] := Map[If[NumberQ[#], #, Missing["Empty"]] &, c]

$Formed["Columns", _, columns_] := columns
$Formed["Rows", _, columns_] := Transpose[columns]
$Formed[form_, None, columns_] := If[form === "Dataset", Dataset[Transpose[columns]], $Formed[form, ToString /@ Range[Length[columns]], columns]]
$Formed["NamedColumns", names_, columns_] := AssociationThread[names, columns]
$Formed["NamedRows", names_, columns_] := Map[AssociationThread[names, #] &, Transpose[columns]]
$Formed["Dataset", names_, columns_] := Dataset[$Formed["NamedRows", names, columns]]
