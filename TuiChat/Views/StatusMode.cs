namespace TuiChat.Views;

/// <summary>What one is doing, on which it depends which keys the status line names.</summary>
enum StatusMode
{
    /// <summary>Reading and typing.</summary>
    Plain,

    /// <summary>Reading further up.</summary>
    ScrolledUp,

    /// <summary>Choosing a line and what to do with it.</summary>
    Selecting,

    /// <summary>Copying with the terminal's own mouse.</summary>
    Bare,
}
