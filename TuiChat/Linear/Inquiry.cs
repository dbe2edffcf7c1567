namespace TuiChat.Linear;

/// <summary>Asks questions whose answer is the next line. One is open at a time; the others wait for their turn. Lives on the loop.</summary>
sealed class Inquiry(LineWriter output)
{
    readonly LinkedList<(string Question, Func<string, string?> Take, bool IsSecret)> _questions = new();

    /// <summary>Hides on the terminal what is typed, or shows it again; says whether it is hidden. Set where there may be a terminal.</summary>
    public Func<bool, bool> Hide { get; set; } = static _ => false;

    /// <summary>The next line is an answer.</summary>
    public bool IsOpen => _questions.Count > 0;

    /// <summary>Asks.</summary>
    /// <param name="question">The question, with what may be answered.</param>
    /// <param name="take">Takes the answer; a sentence when it cannot be taken, and then it is asked again.</param>
    /// <param name="isSecret">What is typed is not to be read on the screen.</param>
    public void Ask(string question, Func<string, string?> take, bool isSecret = false)
    {
        _questions.AddLast((question, take, isSecret));
        if (_questions.Count == 1) ShowFirst();
    }

    /// <summary>Asks for yes or no.</summary>
    public void Confirm(string question, Action yes, Action? no = null) => Ask($"{question} Type yes or no.", answer =>
    {
        switch (answer.Trim().ToLowerInvariant())
        {
            case "yes" or "y": yes(); return null;
            case "no" or "n": no?.Invoke(); return null;
            default: return "Type yes or no.";
        }
    });

    /// <summary>Gives the line to the open question.</summary>
    public void Answer(string line)
    {
        // Answered before it is looked at: what the answer leads to must not take it for open.
        if (_questions.First is not { Value: var asked }) return;
        _questions.RemoveFirst();
        var waited = _questions.Count > 0;
        if (asked.Take(line) is { } problem)
        {
            _questions.AddFirst(asked);
            Hide(asked.IsSecret);
            output.Write(problem);
        }
        else if (waited) ShowFirst();
        else Hide(_questions.First?.Value.IsSecret == true);
    }

    /// <summary>Nothing is to be seen of a secret from before the question on; where that cannot be, it is said.</summary>
    void ShowFirst()
    {
        if (_questions.First is not { Value: var first }) return;
        var isHidden = Hide(first.IsSecret);
        output.Write(!first.IsSecret ? first.Question : isHidden ? $"{first.Question} What you type is not shown." : $"{first.Question} What you type can be read on the screen.");
    }
}
