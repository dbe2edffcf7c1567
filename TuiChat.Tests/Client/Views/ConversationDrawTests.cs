using TuiChat.Conversations;
using TuiChat.Settings;

namespace TuiChat.Tests.Client.Views;

/// <summary>How a conversation looks, as drawings.</summary>
public sealed class ConversationDrawTests
{
    [Fact]
    public void Draw_LinesOfOnePerson_AreGrouped()
    {
        using var chat = new ChatScreen(60, 14);
        chat.Join("main", "", "ada", "bob");
        chat.Screen.Press("Alt+1");
        chat.Say("main", "bob", "one");
        chat.Say("main", "bob", "two");
        chat.Say("main", "bob", "three", minute: 1);
        chat.Say("main", "ada", "mine", minute: 1);
        chat.Say("main", "ada", "mine too", minute: 1);
        chat.Say("main", "bob", "later", minute: 1);
        chat.Say("main", "bob", "much later", minute: 7);
        chat.Say("main", "bob", "ada: you", minute: 7);
        chat.Screen.Shows("""
             Harbour         │ main
             ▸ main          │
                             │
                             │ ───────── Sunday, 1 March 2026 ──────────
                             │ 14:02    bob  one
                             │               two
                             │ 14:03         three
                             │ 14:03    ada  mine ✓
                             │               mine too ✓
                             │ 14:03    bob  later
                             │ 14:09    bob  much later
                             │      »        ada: you
             ada on Harbour                                       /help
            > Type a message, or /help
            """);
    }

    [Fact]
    public void Draw_ExplainedList_KeepsItsIndentWhereItWraps()
    {
        using var chat = new ChatScreen(44, 12);
        chat.View.Apply(new ClientSettings { RoomsPanel = false });
        chat.Join("main", "", "ada", "bob");
        chat.Screen.Press("Alt+1");
        chat.Client.Tell("mouse  true\n    Whether the mouse is taken by the program");
        chat.Screen.Press("Ctrl+L");
        var rows = chat.Screen.Terminal.ScreenText().Split('\n');
        var first = Array.FindIndex(rows, row => row.Contains("Whether", StringComparison.Ordinal));
        Assert.Equal(rows[first].IndexOf("Whether", StringComparison.Ordinal), rows[first + 1].Length - rows[first + 1].TrimStart().Length);
        Assert.Equal(rows[first - 1].IndexOf("mouse", StringComparison.Ordinal) + 4, rows[first].IndexOf("Whether", StringComparison.Ordinal));
    }

    [Fact]
    public void Draw_ComingAndGoing_FollowsTheSettingAtOnce()
    {
        using var chat = new ChatScreen(50, 10);
        chat.View.Apply(new ClientSettings { RoomsPanel = false });
        chat.Join("main", "", "ada", "bob", "carl");
        chat.Screen.Press("Alt+1");
        chat.Say("main", "bob", "hi");
        chat.Move("main", "dora", true);
        chat.Move("main", "emil", true, minute: 1);
        chat.Move("main", "dora", false, minute: 2);
        Assert.Contains("emil came in; dora", chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
        chat.View.Apply(new ClientSettings { RoomsPanel = false, Presence = PresenceLines.Show });
        chat.Screen.Press("Left");
        foreach (var row in (string[])["-->  dora came in", "-->  emil came in", "<--  dora left"])
            Assert.Contains(row, chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
        chat.View.Apply(new ClientSettings { RoomsPanel = false, Presence = PresenceLines.Hide });
        chat.Screen.Press("Left");
        Assert.DoesNotContain("dora", chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
        chat.Move("main", "fritz", true, minute: 3);
        chat.Say("main", "bob", "still here", minute: 4);
        Assert.Contains("still here", chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
        Assert.DoesNotContain("fritz", chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Draw_OnlyHiddenLines_IsAnEmptyList()
    {
        using var chat = new ChatScreen(50, 10);
        chat.View.Apply(new ClientSettings { Presence = PresenceLines.Hide });
        chat.Join("main", "", "ada", "bob");
        chat.Screen.Press("Alt+1");
        chat.Move("main", "dora", true);
        chat.Screen.Press("PageUp", "PageDown", "Alt+Up");
        Assert.DoesNotContain("dora", chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Draw_ClockOff_LeavesItsColumnsToTheText()
    {
        using var chat = new ChatScreen(50, 6);
        chat.View.Apply(new ClientSettings { RoomsPanel = false, Clock = "" });
        chat.Join("main", "", "ada", "bob");
        chat.Screen.Press("Alt+1");
        chat.Say("main", "bob", "hi");
        Assert.Contains(chat.Screen.Terminal.ScreenText().Split('\n'), row => row.TrimStart().StartsWith("bob  hi", StringComparison.Ordinal));
    }

    [Fact]
    public void Draw_ComingAndGoing_IsOneLine()
    {
        using var chat = new ChatScreen(60, 12);
        chat.Join("main", "", "ada", "bob", "carl");
        chat.Screen.Press("Alt+1");
        chat.Say("main", "bob", "hi");
        chat.Move("main", "dora", true);
        chat.Screen.Shows("""
             Harbour         │ main
             ▸ main          │
                             │
                             │
                             │
                             │
                             │
                             │ ───────── Sunday, 1 March 2026 ──────────
                             │ 14:02    bob  hi
                             │ 14:02    -->  dora came in
             ada on Harbour                                       /help
            > Type a message, or /help
            """);
        chat.Move("main", "emil", true, 1);
        chat.Screen.Shows("""
             Harbour         │ main
             ▸ main          │
                             │
                             │
                             │
                             │
                             │
                             │ ───────── Sunday, 1 March 2026 ──────────
                             │ 14:02    bob  hi
                             │ 14:02    -->  dora, emil came in
             ada on Harbour                                       /help
            > Type a message, or /help
            """);
        chat.Move("main", "carl", false, 2);
        chat.Move("main", "dora", false, 3);
        foreach (var name in (string[])["f1", "f2", "f3", "f4", "f5", "f6", "f7"]) chat.Move("main", name, true, 3);
        chat.Say("main", "bob", "busy here", minute: 4);
        chat.Screen.Shows("""
             Harbour         │ main
             ▸ main          │
                             │
                             │
                             │ ───────── Sunday, 1 March 2026 ──────────
                             │ 14:02    bob  hi
                             │ 14:02    <->  emil, f1, f2, f3, f4 (3
                             │               more) came in; carl left;
                             │               dora came and left
                             │ 14:06    bob  busy here
             ada on Harbour                                       /help
            > Type a message, or /help
            """);
    }

    [Fact]
    public void Draw_WhatBecameOfALine_IsShown()
    {
        using var chat = new ChatScreen(60, 18);
        chat.Join("main", "", "ada", "bob");
        chat.Screen.Press("Alt+1");
        var bob = Names.Nick("bob");
        var at = DateTimeOffset.UnixEpoch;
        chat.Show("main", new TimelineItem.Said(at, bob, "who is on watch tonight, and who comes along to look at the stars?", IsAction: false, IsOwn: false, IsMention: false) { Reactions = [new Reaction("👍", 3, bob, []), new Reaction("🎉", 1, null, [])] });
        chat.Show("main", new TimelineItem.Said(at, ChatScreen.Ada, "me", IsAction: false, IsOwn: true, IsMention: false) { ReplyTo = new Quote(1, bob, "who is on watch tonight, and who comes along to look") });
        chat.Show("main", new TimelineItem.Said(at, ChatScreen.Ada, "and cleo", IsAction: false, IsOwn: true, IsMention: false) { IsEdited = true });
        chat.Show("main", new TimelineItem.Said(at, bob, "", IsAction: false, IsOwn: false, IsMention: false) { IsDeleted = true });
        chat.Show("main", new TimelineItem.Said(at, bob, "waves at ada", IsAction: true, IsOwn: false, IsMention: true));
        chat.Show("main", new TimelineItem.Said(at, bob, "what?", IsAction: false, IsOwn: false, IsMention: false) { ReplyTo = new Quote(99, null, null) });
        chat.Screen.Shows("""
             Harbour         │ main
             ▸ main          │
                             │
                             │
                             │ ───────── Sunday, 1 March 2026 ──────────
                             │ 14:02    bob  who is on watch tonight,
                             │               and who comes along to look
                             │               at the stars?
                             │               [👍 3]  🎉 1
                             │ 14:02    ada  ↪ bob: who is on watch ton…
                             │               me ✓
                             │               and cleo (edited) ✓
                             │ 14:02    bob  (deleted)
                             │ 14:02»     *  bob waves at ada
                             │ 14:02    bob  ↪ a line that is gone or f…
                             │               what?
             ada on Harbour                                       /help
            > Type a message, or /help
            """);
    }

    [Fact]
    public void Draw_Markup_HasItsShapes()
    {
        using var chat = new ChatScreen(60, 30);
        chat.Join("main", "", "ada", "bob");
        chat.Screen.Press("Alt+1");
        chat.Say("main", "bob", "> shall we meet at the usual place, or is it too loud there for you?\nyes, ||the pub|| it is");
        chat.Say("main", "ada", "shopping:\n- milk, and if there is none then oat milk, but not the sweet one\n- bread\n  - dark\n\n1. go\n2. pay\nthanks");
        chat.Say("main", "bob", "```sh\nfor f in *; do\n    echo \"$f\"  # with its spaces, which is the whole point of it\ndone\n```\nsee [the docs](https://example.org/docs) or https://example.org");
        chat.Screen.Shows("""
             Harbour         │ main
             ▸ main          │
                             │
                             │
                             │
                             │ ───────── Sunday, 1 March 2026 ──────────
                             │ 14:02    bob  ▌ shall we meet at the
                             │               ▌ usual place, or is it too
                             │               ▌ loud there for you?
                             │               yes, ▒▒▒ spoiler ▒▒▒ it is
                             │ 14:02    ada  shopping:
                             │               • milk, and if there is
                             │                 none then oat milk, but
                             │                 not the sweet one
                             │               • bread
                             │                 • dark
                             │
                             │               1. go
                             │               2. pay
                             │               thanks ✓
                             │ 14:02    bob  │ sh
                             │               │ for f in *; do
                             │               │     echo "$f"  # with its
                             │               │  spaces, which is the who
                             │               │ le point of it
                             │               │ done
                             │               see the docs (example.org)
                             │               or https://example.org
             ada on Harbour                                       /help
            > Type a message, or /help
            """);
        chat.Screen.Shows("""
             Harbour         │ main
             ▸ main          │
                             │
                             │
                             │
                             │ ───────── Sunday, 1 March 2026 ──────────
                             │ 14:02    bob  ▌ shall we meet at the
                             │               ▌ usual place, or is it too
                             │               ▌ loud there for you?
                             │               yes, ▒▒▒ spoiler ▒▒▒ it is
                             │ 14:02    ada  shopping:
                             │               • milk, and if there is
                             │                 none then oat milk, but
                             │                 not the sweet one
                             │               • bread
                             │                 • dark
                             │
                             │               1. go
                             │               2. pay
                             │               thanks ✓
                             │ 14:02    bob  │ sh
                             │               │ for f in *; do
                             │               │     echo "$f"  # with its
                             │               │  spaces, which is the who
                             │               │ le point of it
                             │               │ done
                             │               see the docs (example.org)
                             │               or https://example.org
             ada on Harbour                                       /help
            > Type a message, or /help
            """);
        chat.Screen.Resize(28, 30);
        chat.Screen.Shows("""
             main

            ─── Sunday, 1 March 2026 ───
            14:02 bob
              ▌ shall we meet at the
              ▌ usual place, or is it
              ▌ too loud there for you?
              yes, ▒▒▒ spoiler ▒▒▒ it is
            14:02 ada
              shopping:
              • milk, and if there is
                none then oat milk,
                but not the sweet one
              • bread
                • dark

              1. go
              2. pay
              thanks ✓
            14:02 bob
              │ sh
              │ for f in *; do
              │     echo "$f"  # with it
              │ s spaces, which is the w
              │ hole point of it
              │ done
              see the docs (example.org)
              or https://example.org
             ada on Harbour       /help
            > Type a message, or /help
            """);
    }
}
