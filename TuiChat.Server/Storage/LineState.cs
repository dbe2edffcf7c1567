namespace TuiChat.Server.Storage;

/// <summary>The values of the column <c>state</c> of a line; null is a line as it was said.</summary>
static class LineState
{
    /// <summary>The text is not the first one.</summary>
    public const string Edited = "edited";

    /// <summary>The text is gone.</summary>
    public const string Deleted = "deleted";
}
