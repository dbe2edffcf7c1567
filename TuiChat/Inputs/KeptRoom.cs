namespace TuiChat.Inputs;

/// <summary>What is kept of one room.</summary>
sealed class KeptRoom
{
    /// <summary>Earlier inputs, oldest first.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>What stands unsent, or "".</summary>
    public string Draft { get; set; } = "";
}
