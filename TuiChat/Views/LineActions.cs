using TuiChat.Conversations;
using TuiChat.Terminal;

namespace TuiChat.Views;

/// <summary>What can be done with a selected line: by the key, with a question where something would be lost.</summary>
sealed class LineActions(ChatClient client, Composing composing)
{
    /// <summary>A sentence about what was done or could not be done.</summary>
    public event Action<string>? Told;

    /// <summary>Does an action of the "select" context. True when the selecting is over with it.</summary>
    public bool Do(string action, TimelineItem item, Application application)
    {
        switch (action)
        {
            case "select.copy":
                return Copy(ConversationPane.TextOf(item), application);
            case "select.link":
                return ChooseLink(ConversationPane.Read(item).Links, application);
        }
        if (item is TimelineItem.Waiting waiting && action is ("select.edit" or "select.delete")) return DoWaiting(action, waiting);
        if (item is not TimelineItem.Said { IsDeleted: false } said) return Say("That can be done with what somebody said.");
        switch (action)
        {
            case "select.reply":
                composing.Reply(said);
                return true;
            case "select.edit":
                if (!said.IsOwn) return Say("You can change your own lines only.");
                composing.Edit(said);
                return true;
            case "select.delete":
                return said.IsOwn ? AskToDelete(said, application) : Say("You can delete your own lines only.");
            case "select.react":
                return ChooseReaction(said, application);
            default:
                throw new InvalidOperationException($"{action} is in the key table, but nothing does it.");
        }
    }

    /// <summary>An own line that waits: nobody has seen it, so dropping it asks nothing.</summary>
    bool DoWaiting(string action, TimelineItem.Waiting line)
    {
        if (client.WaitingProblem(line.Cid) is { } problem) return Say(problem);
        if (action == "select.edit") composing.Edit(line);
        else Say(client.DropWaiting(line) ?? "The line was dropped and will not be sent.");
        return true;
    }

    bool Say(string text)
    {
        Told?.Invoke(text);
        return false;
    }

    bool Copy(string text, Application application)
    {
        if (text.Length == 0) return Say("There is nothing to copy.");
        return Say(application.CopyToClipboard(text) ? $"Copied: {TextWidth.Truncate(TextWidth.Sanitize(text), 60)}" : "That is too long to be copied.");
    }

    bool ChooseLink(IReadOnlyList<string> links, Application application)
    {
        if (links.Count == 0) return Say("There is no link in this line.");
        if (links.Count == 1) return Copy(links[0], application);
        var picker = new PickDialog("Copy which link?", [.. links.Select(link => new SelectItem(link))], "");
        picker.Picked += link => Copy(link, application);
        application.OpenModal(picker);
        return false;
    }

    bool AskToDelete(TimelineItem.Said said, Application application)
    {
        var text = TextWidth.Truncate(TextWidth.Sanitize(said.Text), 200);
        var dialog = new Dialog("Delete this line for everybody?", new Label(text, StandardRoles.Dialog), new DialogChoice("Delete", "d"), new DialogChoice("Keep", "k"));
        dialog.Closed += choice =>
        {
            if (choice == 0 && client.Delete(said.Seq) is { } problem) Told?.Invoke(problem);
        };
        dialog.Open(application);
        return false;
    }

    bool ChooseReaction(TimelineItem.Said said, Application application)
    {
        var picker = ReactionPicker.Create();
        picker.Picked += emoji =>
        {
            if (client.React(said.Seq, emoji) is { } problem) Told?.Invoke(problem);
        };
        application.OpenModal(picker);
        return false;
    }
}
