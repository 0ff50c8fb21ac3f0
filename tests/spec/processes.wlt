(* Programs that run beside the session *)

p = StartProcess["cat"];
VerificationTest[Head[p], ProcessObject]
VerificationTest[WriteLine[p, "hello"]; ReadLine[p], "hello"]
VerificationTest[ProcessStatus[p], "Running"]
VerificationTest[WriteString[p, "a\nb\n"]; {ReadLine[p], ReadLine[p]}, {"a", "b"}]
VerificationTest[KillProcess[p]; ProcessStatus[p], "Finished"]

q = StartProcess[{"sort"}];
VerificationTest[
  WriteLine[q, "b"]; WriteLine[q, "a"]; Close[ProcessConnection[q, "StandardInput"]];
  {ReadLine[q], ReadLine[q], ReadLine[q]},
  {"a", "b", EndOfFile}
]

r = StartProcess[{"sh", "-c", "echo out; echo err >&2; exit 3"}];
VerificationTest[ReadString[r], "out\n"]
VerificationTest[ReadLine[ProcessConnection[r, "StandardError"]], "err"]
While[ProcessStatus[r, "Running"], Pause[0.01]];
VerificationTest[ProcessInformation[r, "ExitCode"], 3]
VerificationTest[ProcessStatus[r, "Finished"]]
VerificationTest[Quiet[StartProcess["no-such-program-at-all"]], $Failed]

(* Expressions and words are read from a process that goes on *)
VerificationTest[
  p = StartProcess["cat"]; WriteLine[p, "1 + 1"]; one = Read[p]; WriteLine[p, "abc def"]; two = Read[p, Word];
  three = ReadLine[p]; KillProcess[p]; {one, two, three},
  {2, "abc", "def"}]
