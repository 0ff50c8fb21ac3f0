(* The context Internal`: bags that grow fast, and Block for definitions that are added to. *)

Internal`$Loaded = True;

Internal`Bag[] := Internal`Bag[CreateDataStructure["DynamicArray"]]
Internal`Bag[items_List] := Internal`Bag[CreateDataStructure["DynamicArray", items]]

Internal`StuffBag[bag : Internal`Bag[array_], item_] := (array["Append", item]; bag)
Internal`StuffBag[bag : Internal`Bag[array_], items_List, 1] := (Scan[array["Append", #] &, items]; bag)
Internal`StuffBag[bag : Internal`Bag[array_], items_List, depth_Integer] := (Scan[array["Append", #] &, Flatten[items, depth - 1]]; bag)

Internal`BagLength[Internal`Bag[array_]] := array["Length"]

Internal`BagPart[Internal`Bag[array_], All] := Normal[array]
Internal`BagPart[Internal`Bag[array_], All, head_] := head @@ Normal[array]
Internal`BagPart[Internal`Bag[array_], part_] := Normal[array][[part]]
Internal`BagPart[Internal`Bag[array_], part_, head_] := head @@ Normal[array][[part]]

SetAttributes[{$Definitions, $Restore}, HoldFirst];

$Definitions[symbol_] := {OwnValues[symbol], DownValues[symbol], SubValues[symbol], UpValues[symbol], NValues[symbol], Attributes[symbol]}

$Restore[symbol_, {own_, down_, sub_, up_, numerical_, attributes_}] := (
  Attributes[symbol] = {};
  OwnValues[symbol] = own; DownValues[symbol] = down; SubValues[symbol] = sub; UpValues[symbol] = up;
  NValues[symbol] = numerical; Attributes[symbol] = attributes;
)

SetAttributes[Internal`InheritedBlock, HoldAll];

Internal`InheritedBlock[{}, body_] := body
Internal`InheritedBlock[{symbol_Symbol, others___}, body_] := With[{saved = $Definitions[symbol]},
  WithCleanup[Internal`InheritedBlock[{others}, body], $Restore[symbol, saved]]]
Internal`InheritedBlock[{symbol_Symbol = value_, others___}, body_] := With[{saved = $Definitions[symbol]},
  WithCleanup[symbol = value; Internal`InheritedBlock[{others}, body], $Restore[symbol, saved]]]
