(* Functions that need a front end: there is none, and they say so. *)

CreateDocument::usage = "CreateDocument[expr] opens a new notebook; that needs a front end, and there is none here.";
CreateDialog::usage = "CreateDialog[expr] opens a dialog; that needs a front end, and there is none here.";
CreateWindow::usage = "CreateWindow[notebook] opens a window; that needs a front end, and there is none here.";
CreateNotebook::usage = "CreateNotebook[] opens a new notebook; that needs a front end, and there is none here.";
CreatePalette::usage = "CreatePalette[expr] opens a palette; that needs a front end, and there is none here.";
NotebookPut::usage = "NotebookPut[notebook] opens a notebook; that needs a front end, and there is none here.";
NotebookOpen::usage = "NotebookOpen[\"file\"] opens the notebook in a file; that needs a front end, and there is none here.";
NotebookClose::usage = "NotebookClose[notebook] closes a notebook; that needs a front end, and there is none here.";
NotebookSave::usage = "NotebookSave[notebook] saves a notebook; that needs a front end, and there is none here.";
NotebookWrite::usage = "NotebookWrite[notebook, data] writes into a notebook; that needs a front end, and there is none here.";
NotebookRead::usage = "NotebookRead[notebook] reads the selection of a notebook; that needs a front end, and there is none here.";
NotebookGet::usage = "NotebookGet[notebook] gives the contents of a notebook; that needs a front end, and there is none here.";
NotebookFind::usage = "NotebookFind[notebook, data] selects data in a notebook; that needs a front end, and there is none here.";
NotebookDelete::usage = "NotebookDelete[notebook] deletes the selection of a notebook; that needs a front end, and there is none here.";
NotebookEvaluate::usage = "NotebookEvaluate[notebook] evaluates a notebook; that needs a front end, and there is none here.";
NotebookFileName::usage = "NotebookFileName[] gives the name of the file of the notebook; that needs a front end, and there is none here.";
NotebookPrint::usage = "NotebookPrint[notebook] prints a notebook on paper; that needs a front end, and there is none here.";
NotebookSelection::usage = "NotebookSelection[notebook] gives the selection of a notebook; that needs a front end, and there is none here.";
Notebooks::usage = "Notebooks[] gives the list of open notebooks; that needs a front end, and there is none here.";
SelectedNotebook::usage = "SelectedNotebook[] gives the notebook that is selected; that needs a front end, and there is none here.";
EvaluationNotebook::usage = "EvaluationNotebook[] gives the notebook of the evaluation; that needs a front end, and there is none here.";
InputNotebook::usage = "InputNotebook[] gives the notebook of the input; that needs a front end, and there is none here.";
ButtonNotebook::usage = "ButtonNotebook[] gives the notebook of the button pressed; that needs a front end, and there is none here.";
EvaluationCell::usage = "EvaluationCell[] gives the cell of the evaluation; that needs a front end, and there is none here.";
Cells::usage = "Cells[] gives the cells of the notebook; that needs a front end, and there is none here.";
CellPrint::usage = "CellPrint[cell] puts a cell into the notebook; that needs a front end, and there is none here.";
SelectionMove::usage = "SelectionMove[notebook, direction, unit] moves the selection; that needs a front end, and there is none here.";
SelectionEvaluate::usage = "SelectionEvaluate[notebook] evaluates the selection; that needs a front end, and there is none here.";
SetSelectedNotebook::usage = "SetSelectedNotebook[notebook] selects a notebook; that needs a front end, and there is none here.";
FrontEndExecute::usage = "FrontEndExecute[expr] has the front end do something; that needs a front end, and there is none here.";
FrontEndTokenExecute::usage = "FrontEndTokenExecute[\"token\"] has the front end do something; that needs a front end, and there is none here.";
DialogInput::usage = "DialogInput[expr] asks in a dialog; that needs a front end, and there is none here.";
DialogReturn::usage = "DialogReturn[expr] ends a dialog; that needs a front end, and there is none here.";
MessageDialog::usage = "MessageDialog[expr] shows a message in a dialog; that needs a front end, and there is none here.";
ChoiceDialog::usage = "ChoiceDialog[expr] asks for a choice in a dialog; that needs a front end, and there is none here.";
SystemDialogInput::usage = "SystemDialogInput[\"type\"] asks in a dialog of the operating system; that needs a front end, and there is none here.";
CurrentValue::usage = "CurrentValue[item] gives a setting of the front end; that needs a front end, and there is none here.";
AbsoluteCurrentValue::usage = "AbsoluteCurrentValue[item] gives a setting of the front end; that needs a front end, and there is none here.";
CopyToClipboard::usage = "CopyToClipboard[expr] puts an expression on the clipboard; that needs a front end, and there is none here.";
Paste::usage = "Paste[expr] puts an expression into the notebook; that needs a front end, and there is none here.";
SystemOpen::usage = "SystemOpen[\"target\"] opens a file or an address with the program for it; that needs a front end, and there is none here.";
Speak::usage = "Speak[expr] says an expression aloud; that needs a front end, and there is none here.";
Beep::usage = "Beep[] makes a sound; that needs a front end, and there is none here.";
FrontEndObject::usage = "FrontEndObject[...] stands for a front end.";
$Notebooks::usage = "$Notebooks tells whether there is a front end that shows notebooks.";
$FrontEnd::usage = "$FrontEnd is the front end in use, Null where there is none.";

FrontEndObject::notavail = "There is no front end, which `1` needs.";

$NeedsFrontEnd = {CreateDocument, CreateDialog, CreateWindow, CreateNotebook, CreatePalette, NotebookPut, NotebookOpen, NotebookClose, NotebookSave, NotebookWrite, NotebookRead, NotebookGet, NotebookFind, NotebookDelete, NotebookEvaluate, NotebookFileName, NotebookPrint, NotebookSelection, Notebooks, SelectedNotebook, EvaluationNotebook, InputNotebook, ButtonNotebook, EvaluationCell, Cells, CellPrint, SelectionMove, SelectionEvaluate, SetSelectedNotebook, FrontEndExecute, FrontEndTokenExecute, DialogInput, DialogReturn, MessageDialog, ChoiceDialog, SystemDialogInput, CurrentValue, AbsoluteCurrentValue, CopyToClipboard, Paste, SystemOpen, Speak, Beep};

Scan[
  Function[f, f[___] := (Message[FrontEndObject::notavail, f]; $Failed)],
  $NeedsFrontEnd
];
$Notebooks = False;
$FrontEnd = Null;

Scan[SetAttributes[#, Protected] &, $NeedsFrontEnd];
