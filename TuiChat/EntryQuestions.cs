using TuiChat.Commands;
using TuiChat.Protocol;
using TuiChat.Sessions;
using TuiChat.Terminal;
using TuiChat.Views;

namespace TuiChat;

/// <summary>What a server asks of a person before it lets in: a password, a login, or a decision about its key. Lives on the loop.</summary>
sealed class EntryQuestions(Application application)
{
    Dialog? _open;

    /// <summary>Asks what has to be asked when a session has ended for this reason; false when there is nothing to ask.</summary>
    /// <param name="end">Why it ended.</param>
    /// <param name="options">How it was tried.</param>
    /// <param name="again">Tries again in the way that the person chose.</param>
    public bool Ask(SessionEnd end, SessionOptions options, Action<SessionOptions> again)
    {
        if (end.Wants is EntryWish.Password) AskForPassword(end, options, again);
        else if (end.Wants is EntryWish.Login) AskForLogin(end, options, again);
        else if (end.Doubt is { } doubt) AskAboutKey(end, doubt, options, again);
        else return false;
        return true;
    }

    void AskForPassword(SessionEnd end, SessionOptions options, Action<SessionOptions> again)
    {
        var field = new TextField(isSecret: true) { MaxLength = Limits.MaxPasswordBytes, MeasureLength = System.Text.Encoding.UTF8.GetByteCount };
        var form = new Form(new FormField("Password", field, text => text.Length == 0 ? "Type the server's password." : null));
        if (end.Code == RefusalCode.WrongPassword) form.Complain("That is not the password. Try again, or ask the operator.");
        var dialog = new Dialog($"{options.Target.Name ?? options.Address.ToString()} needs a password", form, new DialogChoice("Join"), new DialogChoice("Cancel"));
        form.Submitted += () => dialog.Close(0);
        dialog.Choosing = choice => choice != 0 || (field.Text.Length > 0 && field.Remaining >= 0);
        dialog.Closed += choice =>
        {
            if (choice == 0) again(options with { Password = new Secret(field.Text) });
            field.Text = "";
        };
        dialog.Open(application);
        Show(dialog);
    }

    /// <summary>The name belongs to an account, or only accounts are let in.</summary>
    void AskForLogin(SessionEnd end, SessionOptions options, Action<SessionOptions> again)
    {
        var where = options.Target.Name ?? options.Address.ToString();
        var complaint = end.Code switch
        {
            RefusalCode.WrongLogin => "The name or the password is wrong.",
            RefusalCode.NoGuests => "Only people with an account come in here.",
            _ => $"{options.Nick} belongs to somebody here. If it is you, type the password; else take another name.",
        };
        var form = SecretForms.Login(where, options.Nick.Value, complaint, (nick, secret) => again(options with { Nick = nick, Login = new Login(secret, IsNew: false) }));
        if (end.Code != RefusalCode.NoGuests)
        {
            Show(SecretDialog.Open(application, form));
            return;
        }
        var made = SecretForms.Register(where, options.Nick.Value, null, (nick, secret) => again(options with { Nick = nick, Login = new Login(secret, IsNew: true) }));
        Show(SecretDialog.Open(application, form, ("New account", () => Show(SecretDialog.Open(application, made)))));
    }

    /// <summary>Asks for the passphrase of a room.</summary>
    public void AskForPassphrase(string room, bool wasWrong, Action<Secret> enter)
    {
        var field = new SecretField("Passphrase") { Check = (typed, _) => typed.Length == 0 ? "Type the room's passphrase." : null };
        var complaint = wasWrong ? "That is not the passphrase. Try again, or ask somebody who is in the room." : null;
        Show(SecretDialog.Open(application, new SecretForm($"{room} has a passphrase", "Go in", [field], texts => enter(new Secret(texts[0]))) { Complaint = complaint }));
    }

    void AskAboutKey(SessionEnd end, KeyDoubt doubt, SessionOptions options, Action<SessionOptions> again)
    {
        var (title, advice, agree) = doubt.Kind switch
        {
            DoubtKind.Changed => ("The server's key has changed",
                "Either the operator has made a new key, for example because the server moved or was set up anew, or somebody stands between you and the server to read along. Ask the operator, not through this server, for the fingerprint and compare it.", "Trust the new key"),
            DoubtKind.Unknowable => ("Is this the right server?", "Ask the operator for the fingerprint and compare it.", "Trust this key"),
            DoubtKind.Plain => ("Not encrypted", "Go on only on a network whose people you trust.", "Connect all the same"),
            _ => ("Not the server that was meant", "", null),
        };
        var text = string.Join("\n\n", ((string[])[end.Text, advice, Keys(doubt)]).Where(part => part.Length > 0));
        DialogChoice[] choices = agree is null ? [new DialogChoice("OK")] : [new DialogChoice("Cancel"), new DialogChoice(agree)];
        var dialog = new Dialog(title, new Label(text, StandardRoles.Dialog), choices);
        dialog.Closed += choice =>
        {
            if (choice == 1) again(options with { Target = Agreed(options.Target, doubt) });
        };
        dialog.Open(application);
        Show(dialog);
    }

    /// <summary>One question at a time.</summary>
    void Show(Dialog dialog)
    {
        _open?.Close(-1);
        _open = dialog;
    }

    /// <summary>The target after a person agreed to what was in doubt.</summary>
    public static ServerTarget Agreed(ServerTarget target, KeyDoubt doubt) => doubt.Shown is { } shown
        ? target with { Key = shown, Source = KeySource.Person }
        : target with { AllowsPlain = true };

    /// <summary>The keys in doubt, as lines.</summary>
    public static string Keys(KeyDoubt doubt)
    {
        if (doubt.Shown is not { } shown) return "";
        return doubt.Expected is { } expected ? $"now:\n{shown}\nbefore:\n{expected}".Replace("before:", doubt.Kind is DoubtKind.Changed ? "before:" : "expected:", StringComparison.Ordinal) : $"its key:\n{shown}";
    }
}
