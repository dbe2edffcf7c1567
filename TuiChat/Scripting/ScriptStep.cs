using TuiChat.Terminal;

namespace TuiChat.Scripting;

/// <summary>What a line of a script does. The closed set.</summary>
abstract record ScriptStep
{
    /// <summary>Types a text, with or without Enter behind it.</summary>
    public sealed record Typing(string Text, bool Enters) : ScriptStep;

    /// <summary>Presses keys, one after the other.</summary>
    public sealed record Pressing(IReadOnlyList<Key> Keys) : ScriptStep;

    /// <summary>Pastes what a file holds.</summary>
    public sealed record Pasting(string File) : ScriptStep;

    /// <summary>Clicks where a text stands on the screen.</summary>
    public sealed record Clicking(string Text) : ScriptStep;

    /// <summary>Waits until a text is there, or is not.</summary>
    /// <param name="Text">What is looked for.</param>
    /// <param name="Room">The rooms in whose timelines it is looked for; null for the screen.</param>
    /// <param name="Within">How long that may take; null for as long as usual.</param>
    /// <param name="IsAbsent">It must not be there.</param>
    public sealed record Expecting(ExpectedText Text, ExpectedRoom? Room, TimeSpan? Within, bool IsAbsent) : ScriptStep;

    /// <summary>Writes what is on the screen to a file, by its ending.</summary>
    public sealed record Picturing(string File) : ScriptStep;

    /// <summary>Gives the screen another size.</summary>
    public sealed record Resizing(TerminalSize Size) : ScriptStep;

    /// <summary>Lets time pass.</summary>
    public sealed record Pausing(TimeSpan Time) : ScriptStep;

    /// <summary>Waits until nothing is on its way any more.</summary>
    public sealed record Settling(TimeSpan? Within) : ScriptStep;

    /// <summary>Gives a variable its value.</summary>
    public sealed record Setting(string Name, string Value) : ScriptStep;

    /// <summary>Goes on as another client, which is started if it does not run.</summary>
    /// <param name="Name">Its name in the script, and its nickname unless the words say another one.</param>
    /// <param name="Words">What the command line of <c>tuichat</c> would say.</param>
    public sealed record Acting(string Name, IReadOnlyList<string> Words) : ScriptStep;

    /// <summary>Does something with the server of the script.</summary>
    /// <param name="Action">What.</param>
    /// <param name="Words">What the command line of <c>tuichat-server</c> would say, at a start.</param>
    public sealed record Serving(ServerAction Action, IReadOnlyList<string> Words) : ScriptStep;

    /// <summary>Puts the clock on the wall, or moves it.</summary>
    /// <param name="At">Where it stands from now on, or null.</param>
    /// <param name="By">By how much it goes on, or null.</param>
    public sealed record Timing(DateTimeOffset? At, TimeSpan? By) : ScriptStep;

    /// <summary>Ends the script.</summary>
    public sealed record Exiting(int Code) : ScriptStep;
}
