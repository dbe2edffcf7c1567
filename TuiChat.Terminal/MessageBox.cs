namespace TuiChat.Terminal;

/// <summary>Asks a question with a few answers.</summary>
public static class MessageBox
{
    /// <summary>
    /// Shows the question and gives the number of the chosen answer, or -1 for Escape. What follows the await runs on the
    /// UI thread. Never completes when the application ends before.
    /// </summary>
    public static Task<int> AskAsync(Application application, string title, string text, params DialogChoice[] choices)
    {
        var answer = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var dialog = new Dialog(title, new Label(text, StandardRoles.Dialog), choices);
        dialog.Closed += answer.SetResult;
        dialog.Open(application);
        return answer.Task;
    }

    /// <summary>Shows a message until it is acknowledged.</summary>
    public static Task TellAsync(Application application, string title, string text) =>
        AskAsync(application, title, text, new DialogChoice("OK"));
}
