(* Names of older versions, said with the ones that followed them. *)

Random::usage = "Random[] is a random real number between 0 and 1; Random[type, range] one of the type Integer, Real or Complex. RandomReal, RandomInteger and RandomComplex followed it.";

Random[] := RandomReal[]
Random[Real] := RandomReal[]
Random[Real, range_] := RandomReal[range]
Random[Integer] := RandomInteger[]
Random[Integer, range_] := RandomInteger[range]
Random[Complex] := RandomComplex[]
Random[Complex, range_] := RandomComplex[range]

RawArray::usage = "RawArray[type, array] holds numbers of one type; NumericArray followed it.";

RawArray[type_String, array_] := NumericArray[array, Replace[type, $RawTypes]]

$RawTypes = {
  "Byte" -> "UnsignedInteger8", "Bit16" -> "UnsignedInteger16", "Float" -> "Real32",
  "Real" -> "Real64", "Double" -> "Real64", "Complex" -> "ComplexReal64"
};

Date::usage = "Date[] is the current date as a list {year, month, day, hour, minute, second}. DateList followed it.";

Date[] := DateList[]
Date[zone_?NumericQ] := DateList[TimeZone -> zone]

ToDate::usage = "ToDate[seconds] is the date so many seconds after the beginning of 1900. DateList followed it.";

ToDate[seconds_] := DateList[seconds]

FromDate::usage = "FromDate[date] is the number of seconds from the beginning of 1900 to a date. AbsoluteTime followed it.";

FromDate[date_] := AbsoluteTime[date]

ToFileName::usage = "ToFileName[folders, name] joins the names of folders and of a file. FileNameJoin followed it.";

ToFileName[folders_] := FileNameJoin[Flatten[{folders}]]
ToFileName[folders_, name_] := FileNameJoin[Flatten[{folders, name}]]

SequenceForm::usage = "SequenceForm[a, b, ...] prints its elements one right after the other. Row followed it.";

SequenceForm[elements___] := Row[{elements}]

ColumnForm::usage = "ColumnForm[list] prints the elements of list below each other; ColumnForm[list, alignment] says how they are aligned. Column followed it.";

ColumnForm[list_] := Column[list]
ColumnForm[list_, alignment_] := Column[list, alignment]

Scan[
  SetAttributes[#, Protected] &,
  {Random, RawArray, Date, ToDate, FromDate, ToFileName, SequenceForm, ColumnForm}
];
