namespace TuiChat.Tests.EndToEnd.Faults;

/// <summary>What is owed to a line that somebody typed.</summary>
/// <param name="Author">Who.</param>
/// <param name="Number">Which of its author's lines, from 1 in the order of typing.</param>
/// <param name="Room">Where it was said.</param>
/// <param name="Fate">How often it must be there.</param>
sealed record Promise(string Author, int Number, string Room, Fate Fate)
{
    /// <summary>What the text begins with, however it was edited.</summary>
    public string Id => $"{Author}-{Number}";
}
