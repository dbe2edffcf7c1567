using TuiChat.Conversations;
using TuiChat.Terminal;
using TuiChat.Views.Markup;
using TuiChat.Views.Rows;

namespace TuiChat.Views;

/// <summary>
/// What the next line is: an answer to a line, or its new text. Shown in a bar above the input, until the line is sent or Escape
/// drops it. Takes no room while there is nothing of that.
/// </summary>
sealed class Composing(ChatClient client, MessageInput input) : View
{
    Target? _target;

    /// <summary>The next line is not just a line.</summary>
    public bool IsActive => _target is not null;

    /// <summary>The next line answers another one.</summary>
    public void Reply(TimelineItem.Said line)
    {
        Drop();
        _target = new Target(line, IsEdit: false, input.Text);
    }

    /// <summary>The next line takes the place of another one, whose text comes into the input.</summary>
    public void Edit(TimelineItem.Said line)
    {
        Drop();
        _target = new Target(line, IsEdit: true, input.Text);
        input.Field.Text = line.Text;
    }

    /// <summary>The next line takes the place of an own one that waits.</summary>
    public void Edit(TimelineItem.Waiting line)
    {
        Edit(new TimelineItem.Said(line.At, line.From, line.Text, line.IsAction, IsOwn: true, IsMention: false));
        if (_target is { } target) _target = target with { Waiting = line };
    }

    /// <summary>The next line is just a line; what was typed before an edit comes back.</summary>
    public void Drop()
    {
        if (_target is { IsEdit: true } edit) input.Field.Text = edit.Draft;
        _target = null;
    }

    /// <summary>
    /// Sends a typed line as what it is meant to be. Null when that was done; otherwise the sentence why not, and the line stays.
    /// </summary>
    public string? Send(string line)
    {
        if (_target is not { } target) return client.Say(line);
        var problem = target.Waiting is { } waiting ? client.EditWaiting(waiting, line) : target.IsEdit ? client.Edit(target.Line.Seq, line) : client.Reply(target.Line.Seq, line);
        if (problem is null) _target = null;
        return problem;
    }

    /// <inheritdoc/>
    public override int DesiredHeight(int width) => IsActive ? 1 : 0;

    /// <inheritdoc/>
    protected override void Draw(DrawContext context)
    {
        if (_target is not { } target) return;
        context.Clear(Theme[ChatRoles.Topic]);
        const string Way = "Esc drops it";
        var what = target.IsEdit ? "changing: " : $"answering {target.Line.From}: ";
        var room = context.Width - 2 - (context.Width >= 50 ? Way.Length + 2 : 0);
        context.Put(1, 0, TextWidth.Truncate(what + TextWidth.Sanitize(target.IsEdit ? target.Line.Text : MessageText.InOneRow(target.Line.Text, ChatMarks.For(Application?.Capabilities).Hidden)), room), Theme[ChatRoles.Topic]);
        if (context.Width >= 50) context.Put(context.Width - 1 - Way.Length, 0, Way, Theme[ChatRoles.Topic]);
    }

    sealed record Target(TimelineItem.Said Line, bool IsEdit, string Draft)
    {
        /// <summary>The line is one that waits.</summary>
        public TimelineItem.Waiting? Waiting { get; init; }
    }
}
