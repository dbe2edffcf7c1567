namespace TuiChat.Server.Operator;

/// <summary>The kinds of an <see cref="EditResult"/>.</summary>
enum EditKind
{
    /// <summary>The line may have changed.</summary>
    Edited,

    /// <summary>Enter was pressed.</summary>
    Done,

    /// <summary>The screen is to be cleared.</summary>
    Clear,

    /// <summary>The operator types no more.</summary>
    End,
}
