namespace TuiChat.Terminal;

/// <summary>An entry of a <see cref="SelectList"/>.</summary>
/// <param name="Text">What it is called and found by.</param>
/// <param name="Detail">What is told about it, beside it.</param>
public sealed record SelectItem(string Text, string Detail = "")
{
    /// <summary>What it is found by as well, and not shown, such as its name in a file.</summary>
    public string AlsoFoundBy { get; init; } = "";
}
