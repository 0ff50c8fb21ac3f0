(* Dates, times, timing and limits. *)

VerificationTest[DateString[{2024, 5, 17, 8, 5, 9}, "ISODateTime"], "2024-05-17T08:05:09"]
VerificationTest[DateString[{2024, 5, 17}, "ISODate"], "2024-05-17"]
VerificationTest[DateString[{2024, 5, 17}, {"Year", "/", "MonthShort", "/", "DayShort"}], "2024/5/17"]
VerificationTest[DateString[{2024, 5, 7}, {"DayName", ", ", "MonthName", " ", "Day"}], "Tuesday, May 07"]
VerificationTest[DateString[{2024, 5, 17, 8, 5, 9}, "Time"], "08:05:09"]
VerificationTest[DateString[{2024, 5, 17, 20, 5, 9}, {"Hour12Short", ":", "Minute", " ", "AMPM"}], "8:05 PM"]
VerificationTest[DateString[{2024, 5, 17, 8, 5, 9}], "Fri 17 May 2024 08:05:09"]
VerificationTest[DateList[{2024, 5, 17}], {2024, 5, 17, 0, 0, 0.}]
VerificationTest[DateList[{2024, 14, 1}], {2025, 2, 1, 0, 0, 0.}]
VerificationTest[DateList[0], {1900, 1, 1, 0, 0, 0.}]
VerificationTest[DateList["2024-05-17"], {2024, 5, 17, 0, 0, 0.}]
VerificationTest[DateList["17 May 2024"], {2024, 5, 17, 0, 0, 0.}]
VerificationTest[DateList["May 17, 2024"], {2024, 5, 17, 0, 0, 0.}]
VerificationTest[AbsoluteTime[{1900, 1, 2}], 86400]
VerificationTest[AbsoluteTime[{2000, 1, 1}], 3155673600]
VerificationTest[UnixTime[FromUnixTime[10^9]], 1000000000]
VerificationTest[DatePlus[{2024, 2, 28}, 2], {2024, 3, 1}]
VerificationTest[DatePlus[{2024, 5, 17}, {1, "Year"}], {2025, 5, 17}]
VerificationTest[QuantityMagnitude[DateDifference[{2024, 1, 1}, {2024, 3, 1}]], 60]
VerificationTest[DayName[{2024, 5, 17}], Friday]
VerificationTest[DateValue[{2024, 5, 17}, "Year"], 2024]
VerificationTest[LeapYearQ[{2024}], True]
VerificationTest[LeapYearQ[{1900}], False]
VerificationTest[Head[Now], DateObject]
VerificationTest[DateObjectQ[Today], True]
VerificationTest[AbsoluteTime[] > 3.9*^9, True]

(* Timing *)
VerificationTest[Last[AbsoluteTiming[1 + 1]], 2]
VerificationTest[Last[Timing[1 + 1]], 2]
VerificationTest[First[AbsoluteTiming[Pause[0.02]]] >= 0.02, True]
VerificationTest[Module[{n = 0}, AbsoluteTiming[n++]; n], 1]

(* Limits *)
VerificationTest[TimeConstrained[1 + 1, 5], 2]
VerificationTest[TimeConstrained[While[True], 0.05], $Aborted]
VerificationTest[TimeConstrained[While[True], 0.05, late], late]
VerificationTest[TimeConstrained[TimeConstrained[While[True], 5, inner], 0.05, outer], outer]
VerificationTest[TimeConstrained[TimeConstrained[While[True], 0.05, inner], 5, outer], inner]
VerificationTest[Module[{n = 1}, TimeConstrained[Block[{n = 2}, While[True]], 0.05]; n], 1]

(* The system *)
VerificationTest[MemberQ[{"Unix", "MacOSX", "Windows"}, $OperatingSystem], True]
VerificationTest[IntegerQ[$ProcessorCount] && $ProcessorCount >= 1, True]
VerificationTest[StringQ[$Version], True]
VerificationTest[StringLength[CreateUUID[]], 36]
VerificationTest[MemoryInUse[] > 0, True]

(* Days between and from one to another *)
VerificationTest[DayCount[{2024, 1, 1}, {2024, 3, 1}], 60]
VerificationTest[DayCount[{2024, 3, 1}, {2024, 1, 1}], -60]
VerificationTest[DateRange[{2024, 2, 28}, {2024, 3, 1}], {{2024, 2, 28}, {2024, 2, 29}, {2024, 3, 1}}]
VerificationTest[Length[DateRange[DateObject[{2024, 1, 1}], DateObject[{2024, 1, 31}], {7, "Day"}]], 5]

(* Dates and quantities of time *)
VerificationTest[DateObject[{2024, 5, 17}] + Quantity[3, "Days"] === DateObject[{2024, 5, 20}], True]
VerificationTest[QuantityMagnitude[DateObject[{2024, 5, 17}] - DateObject[{2024, 5, 10}]], 7]
VerificationTest[DateObject[{2024, 5, 17}] < DateObject[{2024, 5, 18}], True]
VerificationTest[DateObject[{2024, 5, 17}] > DateObject[{2024, 5, 18}], False]
VerificationTest[DateObject[{2024, 5, 17}]["Year"], 2024]
VerificationTest[DateObject[{2024, 5, 17}]["Month"], 5]
VerificationTest[DateObject[{2024, 5, 17}, "Month"] === DateObject[{2024, 5}], True]
VerificationTest[Sort[{DateObject[{2024, 5, 17}], DateObject[{2023, 5, 17}]}] === {DateObject[{2023, 5, 17}], DateObject[{2024, 5, 17}]}, True]

(* Texts read by elements *)
VerificationTest[DateList[{"17/05/2024", {"Day", "Month", "Year"}}], {2024, 5, 17, 0, 0, 0.}]
VerificationTest[DateList[{"05/17/2024", {"Month", "Day", "Year"}}], {2024, 5, 17, 0, 0, 0.}]

(* Time zones *)
VerificationTest[UnixTime[{1970, 1, 2}, TimeZone -> 0], 86400]
VerificationTest[UnixTime[{1970, 1, 1, 2}, TimeZone -> 2], 0]

(* Days of a kind *)
VerificationTest[DayRange[{2024, 5, 1}, {2024, 5, 3}] // Length, 3]
VerificationTest[DayMatchQ[{2024, 5, 17}, Friday], True]
VerificationTest[DayMatchQ[{2024, 5, 18}, "Weekend"], True]
VerificationTest[BusinessDayQ[{2024, 5, 18}], False]
VerificationTest[DateWithinQ[DateObject[{2024}], DateObject[{2024, 5, 17}]], True]
VerificationTest[DateWithinQ[DateObject[{2023}], DateObject[{2024, 5, 17}]], False]
VerificationTest[CurrentDate["Day"] === Today, True]

(* Quarters and weeks, and a time of a day *)
VerificationTest[DateString[{2024, 3, 5}, {"QuarterName", "/", "QuarterNameShort", "/", "Week"}], "Quarter 1/Q1/10"]
VerificationTest[DateString[{2024, 11, 5}, "QuarterNameShort"], "Q4"]
VerificationTest[Take[DateList[DateObject[DateObject[{2024, 3, 5}], TimeObject[{10, 30}]]], 5], {2024, 3, 5, 10, 30}]

(* Names in other languages *)
VerificationTest[DateString[{2024, 2, 29}, {"DayName", " ", "DayShort", " ", "MonthName", " ", "Year"}, Language -> "German"], "Donnerstag 29 Februar 2024"]
VerificationTest[DateString[{2024, 2, 29}, "DayName", Language -> "French"], "jeudi"]
