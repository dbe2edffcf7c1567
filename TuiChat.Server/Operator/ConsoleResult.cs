namespace TuiChat.Server.Operator;

/// <summary>What became of a line of the operator's.</summary>
enum ConsoleResult
{
    /// <summary>It is done.</summary>
    Done,

    /// <summary>It was understood and not done; the output says why.</summary>
    Refused,

    /// <summary>It was not understood; the output says what to type.</summary>
    Misspelt,

    /// <summary>The server shall stop.</summary>
    Exit,
}
