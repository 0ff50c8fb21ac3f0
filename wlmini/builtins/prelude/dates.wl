(* How one reckons with dates; DateObject reads this file when it is first used. *)

$DateRules::usage = "$DateRules makes the rules for sums, differences and comparisons of dates known.";

Unprotect[DateObject];

DateObject /: Plus[date_DateObject, step_Quantity, rest___] := Plus[DatePlus[date, step], rest] /; CompatibleUnitQ[step, "Seconds"]
DateObject /: Plus[date_DateObject, Times[-1, from_DateObject]] := DateDifference[from, date]
DateObject /: Less[a_DateObject, b_DateObject] := AbsoluteTime[a] < AbsoluteTime[b]
DateObject /: Greater[a_DateObject, b_DateObject] := AbsoluteTime[a] > AbsoluteTime[b]
DateObject /: LessEqual[a_DateObject, b_DateObject] := AbsoluteTime[a] <= AbsoluteTime[b]
DateObject /: GreaterEqual[a_DateObject, b_DateObject] := AbsoluteTime[a] >= AbsoluteTime[b]
DateObject /: Equal[a_DateObject, b_DateObject] := AbsoluteTime[a] == AbsoluteTime[b] /; a =!= b
DateObject /: Max[a_DateObject, b__DateObject] := Last[SortBy[{a, b}, AbsoluteTime]]
DateObject /: Min[a_DateObject, b__DateObject] := First[SortBy[{a, b}, AbsoluteTime]]

DateObject[date_List, rest___][name : "Year" | "Month" | "Day" | "Hour" | "Minute" | "Second" | "Quarter" | "Week" | "DayName" | "MonthName"] :=
  DateValue[DateObject[date, rest], name]
DateObject[date_List, granularity_String, ___]["Granularity"] := granularity
DateObject[_List, _, calendar_String, ___]["CalendarType"] := calendar
DateObject[_List, _, _, zone_]["TimeZone"] := zone

Protect[DateObject];

$DateRules = True;
