namespace TuiChat.Terminal;

/// <summary>The roles the stock views draw in. A client adds its own in its <see cref="ThemeSchema"/>.</summary>
public static class StandardRoles
{
    /// <summary>Normal text and the background of everything.</summary>
    public const string Text = "text";

    /// <summary>Text of less importance.</summary>
    public const string Dim = "dim";

    /// <summary>Frames and separators.</summary>
    public const string Border = "border";

    /// <summary>Titles of frames and dialogs.</summary>
    public const string Title = "title";

    /// <summary>The selected row of a list.</summary>
    public const string Selection = "selection";

    /// <summary>What went wrong.</summary>
    public const string Error = "error";

    /// <summary>Text in an input field.</summary>
    public const string Field = "field";

    /// <summary>The prompt before an input field.</summary>
    public const string Prompt = "field.prompt";

    /// <summary>The hint in an empty input field.</summary>
    public const string Placeholder = "field.placeholder";

    /// <summary>The rest of the best completion behind the caret.</summary>
    public const string Ghost = "field.ghost";

    /// <summary>A button.</summary>
    public const string Button = "button";

    /// <summary>The button that Enter presses.</summary>
    public const string ButtonFocus = "button.focus";

    /// <summary>Background and text of dialogs.</summary>
    public const string Dialog = "dialog";

    /// <summary>A pop-up list.</summary>
    public const string Popup = "popup";

    /// <summary>The selected row of a pop-up list.</summary>
    public const string PopupSelection = "popup.selection";

    /// <summary>The explanation beside an entry of a pop-up list.</summary>
    public const string PopupDetail = "popup.detail";

    /// <summary>The status line.</summary>
    public const string Status = "status";

    /// <summary>A key named in the status line.</summary>
    public const string StatusKey = "status.key";

    /// <summary>"N more below" on a list that is scrolled up.</summary>
    public const string MoreBelow = "list.more";

    internal static IReadOnlyList<ThemeRole> All { get; } =
    [
        new(Text, "normal text and the background of everything", null, HoldsNames: true),
        new(Dim, "text of less importance", Text, TextStyle.Dim),
        new(Border, "frames and separators", Dim),
        new(Title, "titles of frames and dialogs", Text, TextStyle.Bold),
        new(Selection, "the selected row of a list", Text, TextStyle.Reverse),
        new(Error, "what went wrong", Text, TextStyle.Bold),
        new(Field, "text in an input field"),
        new(Prompt, "the prompt before an input field", Field, TextStyle.Bold),
        new(Placeholder, "the hint in an empty input field", Dim, TextStyle.Dim),
        new(Ghost, "the rest of the best completion behind the caret", Placeholder, TextStyle.Dim),
        new(Button, "a button", Plain: TextStyle.Underline),
        new(ButtonFocus, "the button that Enter presses", Selection, TextStyle.Reverse),
        new(Dialog, "background and text of dialogs"),
        new(Popup, "a pop-up list", Dialog),
        new(PopupSelection, "the selected row of a pop-up list", Selection, TextStyle.Reverse),
        new(PopupDetail, "the explanation beside an entry of a pop-up list", Dim, TextStyle.Dim),
        new(Status, "the status line", Text, TextStyle.Reverse),
        new(StatusKey, "a key named in the status line", Status, TextStyle.Reverse | TextStyle.Bold),
        new(MoreBelow, "\"N more below\" on a list that is scrolled up", Title, TextStyle.Reverse),
    ];
}
