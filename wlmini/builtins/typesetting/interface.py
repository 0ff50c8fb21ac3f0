"""What only a front end can show: controls, views, notebooks and their options. They stay as they are."""

from __future__ import annotations

from wlmini.kernel.declare import inert

inert(
    "Dynamic[expr]",
    attributes="HoldFirst",
    documentation="""prints as expr; in a front end it would follow changes.

    >>> x = 3; Dynamic[x]
    x
    """,
)
inert(
    "DynamicModule[{x, ...}, expr]",
    attributes="HoldAll",
    documentation="""stands for expr with variables of its own in a front end; it stays as it is here.

    >>> Head[DynamicModule[{x = 1}, x]]
    DynamicModule
    """,
)
inert(
    "Button[label, action]",
    attributes="HoldRest",
    documentation="""prints as its label; in a front end it would do the action.

    >>> Button["go", Print[1]]
    go
    """,
)
inert(
    "Slider[x]",
    "Slider[x, {min, max}]",
    documentation="""stands for a slider in a front end.

    >>> Head[Slider[0.5]]
    Slider
    """,
)
inert(
    "Checkbox[x]",
    documentation="""stands for a box to be ticked in a front end.

    >>> Head[Checkbox[True]]
    Checkbox
    """,
)
inert(
    "RadioButtonBar[x, {v1, v2, ...}]",
    documentation="""stands for buttons of which one is chosen in a front end.

    >>> Head[RadioButtonBar[1, {1, 2}]]
    RadioButtonBar
    """,
)
inert(
    "SetterBar[x, {v1, v2, ...}]",
    documentation="""stands for a row of buttons of which one is chosen in a front end.

    >>> Head[SetterBar[1, {1, 2}]]
    SetterBar
    """,
)
inert(
    "TogglerBar[x, {v1, v2, ...}]",
    documentation="""stands for a row of buttons that are switched in a front end.

    >>> Head[TogglerBar[{1}, {1, 2}]]
    TogglerBar
    """,
)
inert(
    "PopupMenu[x, {v1, v2, ...}]",
    documentation="""stands for a menu in a front end.

    >>> Head[PopupMenu[1, {1, 2}]]
    PopupMenu
    """,
)
inert(
    "InputField[x]",
    "InputField[x, type]",
    documentation="""stands for a field for input in a front end.

    >>> Head[InputField[1]]
    InputField
    """,
)
inert(
    "Control[{u, v1, v2}]",
    documentation="""stands for a control in a front end.

    >>> Head[Control[{u, 0, 1}]]
    Control
    """,
)
inert(
    "LocatorPane[pt, back]",
    documentation="""stands for a place to be moved over a picture in a front end.

    >>> Head[LocatorPane[{0, 0}, a]]
    LocatorPane
    """,
)
inert(
    "TabView[{label1 -> view1, ...}]",
    documentation="""stands for views behind tabs in a front end.

    >>> Head[TabView[{"a" -> 1}]]
    TabView
    """,
)
inert(
    "FlipView[{view1, view2}]",
    documentation="""stands for two views in turn in a front end.

    >>> Head[FlipView[{a, b}]]
    FlipView
    """,
)
inert(
    "MenuView[{label1 -> view1, ...}]",
    documentation="""stands for views behind a menu in a front end.

    >>> Head[MenuView[{"a" -> 1}]]
    MenuView
    """,
)
inert(
    "SlideView[{view1, view2, ...}]",
    documentation="""stands for views one after the other in a front end.

    >>> Head[SlideView[{a, b}]]
    SlideView
    """,
)
inert(
    "OpenerView[{a, b}]",
    documentation="""stands for a view that opens in a front end.

    >>> Head[OpenerView[{a, b}]]
    OpenerView
    """,
)
inert(
    "EventHandler[expr, rules]",
    attributes="HoldRest",
    documentation="""prints as expr; in a front end it would answer to events.

    >>> EventHandler[a, "MouseClicked" :> 1]
    a
    """,
)
inert(
    "ProgressIndicator[x]",
    "ProgressIndicator[x, {min, max}]",
    documentation="""stands for a bar that shows how far something got.

    >>> Head[ProgressIndicator[0.5]]
    ProgressIndicator
    """,
)
inert(
    "ClickToCopy[expr]",
    documentation="""stands for expr to be copied by a click in a front end.

    >>> Head[ClickToCopy[a]]
    ClickToCopy
    """,
)
inert(
    "DefaultButton[]",
    documentation="""stands for the button that confirms a dialog in a front end.

    >>> Head[DefaultButton[]]
    DefaultButton
    """,
)
inert(
    "CancelButton[]",
    documentation="""stands for the button that leaves a dialog in a front end.

    >>> Head[CancelButton[]]
    CancelButton
    """,
)
inert(
    "Iconize[expr]",
    "Iconize[expr, name]",
    documentation="""prints as expr, which a front end would show as an icon.

    >>> Iconize[a]
    a
    """,
)
inert(
    "Cell[contents]",
    'Cell[contents, "style"]',
    documentation="""stands for a cell of a notebook.

    >>> Cell["a", "Text"]
    Cell[a, Text]
    """,
)
inert(
    "CellGroup[{cell1, cell2, ...}]",
    documentation="""stands for a group of cells of a notebook.

    >>> Head[CellGroup[{}]]
    CellGroup
    """,
)
inert(
    "CellGroupData[{cell1, cell2, ...}]",
    "CellGroupData[{cell1, ...}, Open]",
    documentation="""stands for a group of cells of a notebook.

    >>> Head[CellGroupData[{}, Open]]
    CellGroupData
    """,
)
inert(
    "Notebook[{cell1, cell2, ...}]",
    documentation="""stands for a notebook.

    >>> Head[Notebook[{}]]
    Notebook
    """,
)
inert(
    "BoxData[boxes]",
    documentation="""stands for boxes as the contents of a cell.

    >>> BoxData["a"]
    BoxData[a]
    """,
)
inert(
    "TextData[text]",
    documentation="""stands for text as the contents of a cell.

    >>> TextData["a"]
    TextData[a]
    """,
)
inert(
    "DocumentNotebook[{expr1, ...}]",
    documentation="""stands for a notebook with expressions.

    >>> Head[DocumentNotebook[{a}]]
    DocumentNotebook
    """,
)
inert(
    "DialogNotebook[{expr1, ...}]",
    documentation="""stands for a notebook of a dialog.

    >>> Head[DialogNotebook[{a}]]
    DialogNotebook
    """,
)
inert(
    "Appearance",
    documentation="""is an option of controls: how they look.

    >>> Appearance -> Automatic
    Appearance -> Automatic
    """,
)
inert(
    "Enabled",
    documentation="""is an option of controls: whether they can be used.

    >>> Enabled -> True
    Enabled -> True
    """,
)
inert(
    "FieldSize",
    documentation="""is an option of InputField: how large it is.

    >>> FieldSize -> 10
    FieldSize -> 10
    """,
)
inert(
    "FieldHint",
    documentation="""is an option of InputField: what stands in it while it is empty.

    >>> FieldHint -> "name"
    FieldHint -> name
    """,
)
inert(
    "ControlPlacement",
    documentation="""is an option of Manipulate: where the controls stand.

    >>> ControlPlacement -> Left
    ControlPlacement -> Left
    """,
)
inert(
    "LocatorAutoCreate",
    documentation="""is an option of LocatorPane: whether a click makes a new place.

    >>> LocatorAutoCreate -> All
    LocatorAutoCreate -> All
    """,
)
inert(
    "WindowTitle",
    documentation="""is an option of notebooks: the title of the window.

    >>> WindowTitle -> "a"
    WindowTitle -> a
    """,
)
inert(
    "WindowSize",
    documentation="""is an option of notebooks: the size of the window.

    >>> WindowSize -> {400, 300}
    WindowSize -> {400, 300}
    """,
)
inert(
    "WindowFloating",
    documentation="""is an option of notebooks: whether the window stays above others.

    >>> WindowFloating -> True
    WindowFloating -> True
    """,
)
inert(
    "Modal",
    documentation="""is an option of dialogs: whether nothing else can be done meanwhile.

    >>> Modal -> True
    Modal -> True
    """,
)
inert(
    "Initialization",
    documentation="""is an option: what is evaluated before an object is shown.

    >>> Initialization :> a
    Initialization :> a
    """,
)
inert(
    "SaveDefinitions",
    documentation="""is an option of Manipulate: whether definitions are kept with it.

    >>> SaveDefinitions -> True
    SaveDefinitions -> True
    """,
)
inert(
    "TrackedSymbols",
    documentation="""is an option of Dynamic and Manipulate: the symbols whose changes count.

    >>> TrackedSymbols :> {x}
    TrackedSymbols :> {x}
    """,
)
inert(
    "SynchronousUpdating",
    documentation="""is an option of Dynamic: whether it is updated at once.

    >>> SynchronousUpdating -> False
    SynchronousUpdating -> False
    """,
)
inert(
    "ContinuousAction",
    documentation="""is an option of controls: whether they act while they are moved.

    >>> ContinuousAction -> False
    ContinuousAction -> False
    """,
)
