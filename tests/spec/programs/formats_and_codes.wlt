(* A Forth, a JSON parser and printer, base64, checksums, Huffman and LZW codes. *)

ClearAll["Global`*"];
forth[src_String] := Module[{stack = {}, words = <||>, toks = StringSplit[src], out = {}, pop, push, run,
    i},
  push[x_] := AppendTo[stack, x]; pop[] := With[{x = Last[stack]}, stack = Most[stack]; x];
  run[ts_List] := Module[{k = 1}, While[k <= Length[ts], With[{w = ts[[k]]},
     Which[StringMatchQ[w, ("-" | "") ~~ DigitCharacter ..], push[ToExpression[w]],
      w === ":", With[{e = FirstPosition[ts[[k ;;]], ";"][[1]] + k - 1},
    words[ts[[k + 1]]] = ts[[k + 2 ;; e - 1]]; k = e],
      KeyExistsQ[words, w], run[words[w]],
      True, Switch[w, "+", push[pop[] + pop[]], "*", push[pop[] pop[]], "-", push[-pop[] + pop[]], "dup",
    push[Last[stack]], "swap", stack[[{-1, -2}]] = stack[[{-2, -1}]], "drop", pop[], ".", AppendTo[out,
    pop[]], _, Throw["unknown word: " <> w, forth]]]]; k++]];
  Catch[run[toks]; out, forth]];
VerificationTest[forth[": square dup * ; 3 square . 2 3 + square ."], {9, 25}]
VerificationTest[forth["1 2 foo"], "unknown word: foo"]
VerificationTest[forth["10 3 - . 1 2 swap . ."], {7, 1, 2}]
jsonQ = StringMatchQ[#, ("-" | "") ~~ DigitCharacter .. ~~ ("" | ("." ~~ DigitCharacter ..))] &;
parseJSON[s_String] := Module[{c = Characters[s], p = 1, ws, val, str, num, peek},
  ws[] := While[p <= Length[c] && MemberQ[{" ", "\n", "\t"}, c[[p]]], p++]; peek[] := If[p <= Length[c],
    c[[p]], "EOF"];
  str[] := Module[{o = ""}, p++; While[c[[p]] =!= "\"",
    If[c[[p]] === "\\", p++; o = o <> Switch[c[[p]], "n", "\n", "t", "\t", x_, c[[p]]], o = o <> c[[p]]]; p++]; p++; o];
  num[] := Module[{st = p}, While[p <= Length[c] && StringMatchQ[c[[p]], RegularExpression["[-+.eE0-9]"]],
    p++]; ToExpression[StringReplace[StringJoin[c[[st ;; p - 1]]], "e" | "E" -> "*^"]]];
  val[] := (ws[]; Switch[peek[], "\"", str[], "{", Module[{a = <||>, k}, p++; ws[]; While[peek[] =!= "}",
    k = val[]; ws[]; p++; a[k] = val[]; ws[]; If[peek[] === ",", p++; ws[]]]; p++; a], "[",
    Module[{a = {}}, p++; ws[]; While[peek[] =!= "]", AppendTo[a, val[]]; ws[]; If[peek[] === ",", p++]];
    p++; a], "t", p += 4; True, "f", p += 5; False, "n", p += 4; Null, _, num[]]);
  val[]];
doc = "{\"a\": [1, 2.5, -3e2], \"b\": {\"c\": \"x\\\"y\"}, \"d\": true, \"e\": null, \"f\": []}";
VerificationTest[
  InputForm[parseJSON[doc]],
  InputForm[<|"a" -> {1, 2.5, -300}, "b" -> <|"c" -> "x\"y"|>, "d" -> True, "e" -> Null, "f" -> {}|>]]
VerificationTest[parseJSON[doc] === ImportString[doc, "RawJSON"], False]
toJSON[s_String] := "\"" <> StringReplace[s, {"\"" -> "\\\"", "\\" -> "\\\\", "\n" -> "\\n"}] <> "\"";
toJSON[True] = "true";
toJSON[False] = "false";
toJSON[Null] = "null";
toJSON[n_?NumberQ] := ToString[n, InputForm];
toJSON[l_List] := "[" <> StringRiffle[toJSON /@ l, ","] <> "]";
toJSON[a_Association] := "{" <> StringRiffle[KeyValueMap[toJSON[#1] <> ":" <> toJSON[#2] &, a], ","] <> "}";
VerificationTest[
  toJSON[parseJSON[doc]],
  "{\"a\":[1,2.5,-300],\"b\":{\"c\":\"x\\\"y\"},\"d\":true,\"e\":null,\"f\":[]}"]
VerificationTest[ImportString[toJSON[parseJSON[doc]], "RawJSON"] === parseJSON[doc], True]
b64c = Characters["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"];
b64[s_] := Module[{bits = Flatten[IntegerDigits[#, 2, 8] & /@ ToCharacterCode[s, "UTF-8"]], pad},
    pad = Mod[-Length[bits], 6]; StringJoin[b64c[[FromDigits[#, 2] + 1]] & /@ Partition[PadRight[bits,
    Length[bits] + pad], 6], ConstantArray["=", pad/2]]];
VerificationTest[
  {b64["hello"], b64["hello"] === BaseEncode[StringToByteArray["hello"]]},
  {"aGVsbG8=", True}]
crc32[bytes_] := BitXor[Fold[Function[{c, b}, Nest[If[OddQ[#], BitXor[BitShiftRight[#], 16^^EDB88320],
    BitShiftRight[#]] &, BitXor[c, b], 8]], 16^^FFFFFFFF, bytes], 16^^FFFFFFFF];
VerificationTest[
  {IntegerString[crc32[ToCharacterCode["123456789"]], 16],
    crc32[ToCharacterCode["123456789"]] === Hash["123456789", "CRC32"]},
  {"cbf43926", True}]
adler[s_] := With[{r = Fold[{Mod[#1[[1]] + #2, 65521], Mod[#1[[2]] + Mod[#1[[1]] + #2, 65521], 65521]} &,
    {1, 0}, ToCharacterCode[s]]}, BitOr[BitShiftLeft[r[[2]], 16], r[[1]]]];
VerificationTest[adler["Wikipedia"], 300286872]
huff[s_] := Module[{q = SortBy[Reverse /@ Tally[Characters[s]], First]}, While[Length[q] > 1,
    q = SortBy[Append[Drop[q, 2], {q[[1, 1]] + q[[2, 1]], {q[[1, 2]], q[[2, 2]]}}], First]];
    Association[(Extract[q[[1, 2]], #] -> StringJoin[ToString /@ (# - 1)]) & /@ Position[q[[1, 2]],
    _String, {0, Infinity}, Heads -> False]]];
h = huff["abracadabra"];
VerificationTest[
  {StringLength[StringJoin[h /@ Characters["abracadabra"]]], Length[h], StringLength[h["a"]]},
  {23, 5, 1}]
lzw[s_] := Module[{d = AssociationThread[Union[Characters[s]] -> Range[Length[Union[Characters[s]]]]],
    w = "", out = {}}, Do[If[KeyExistsQ[d, w <> c], w = w <> c, AppendTo[out, d[w]];
    d[w <> c] = Length[d] + 1; w = c], {c, Characters[s]}]; Append[out, d[w]]];
VerificationTest[lzw["abababab"], {1, 2, 3, 5, 2}]
VerificationTest[
  {Fold[#1*10 + #2 &, 0, {1, 2, 3}], BitXor @@ {1, 2, 3}, IntegerDigits[BitShiftLeft[5, 3], 2]},
  {123, 0, {1, 0, 1, 0, 0, 0}}]

