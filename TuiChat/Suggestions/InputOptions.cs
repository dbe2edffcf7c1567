namespace TuiChat.Suggestions;

/// <summary>What people may choose about typing. Read anew at each use, so that a change holds at once.</summary>
sealed class InputOptions
{
    /// <summary>What stands behind a name that begins a message.</summary>
    public string NameSign { get; set; } = ": ";

    /// <summary>A typed <c>:tada:</c> becomes the emoji with the closing colon.</summary>
    public bool ReplacesEmoji { get; set; } = true;

    /// <summary>The status line says what one can do next.</summary>
    public bool ShowsHints { get; set; } = true;

    /// <summary>A paste of more lines than this is asked about before it goes into the line.</summary>
    public int QuietPasteLines { get; set; } = 3;
}
