namespace TuiChat.Terminal;

/// <summary>What became of the text of a <see cref="TextField"/> when Enter was pressed.</summary>
public enum AcceptResult
{
    /// <summary>It was not taken and stays in the field.</summary>
    Refused,

    /// <summary>It was taken: the field is emptied and the text goes to its history.</summary>
    Accepted,

    /// <summary>It was taken, but is not to be remembered: it held a secret.</summary>
    AcceptedInSilence,
}
