namespace TuiChat.Conversations;

/// <summary>The four grades of what happened in a room while it was not looked at, weakest first.</summary>
enum Activity
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Somebody came, left or set the topic.</summary>
    Low,

    /// <summary>Somebody said something.</summary>
    Message,

    /// <summary>Somebody named us.</summary>
    Mention,
}
