using System.Globalization;
using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat.Commands;

/// <summary>Accounts: making one, logging in and out, passwords. Whatever is secret is asked for, and never stands in the input.</summary>
static class AccountCommands
{
    const string NoForms = "That cannot be asked here.";

    static readonly Argument Who = new("NAME", "the name of the account") { IsOptional = true };

    /// <summary>The rows of this theme.</summary>
    public static IEnumerable<Command> All =>
    [
        new("register", [Who], "Makes an account of your name on this server, so that the name is yours; asks for a password.", Register) { IsForLobby = true },
        new("login", [Who], "Logs in to your account on this server; asks for the password.", LogIn) { IsForLobby = true },
        new("logout", [new("LOGIN", "a number of /devices", ArgumentKind.Word) { IsOptional = true, Words = [("all", "on all devices, this one too")] }], "Logs out here, or ends another login of your account.", LogOut),
        new("passwd", [], "Changes the password of your account; ends all other logins.", ChangePassword),
        new("devices", [], "Lists the logins of your account.", Devices) { Aliases = ["sessions"] },
        new("delete account", [], "Ends your account on this server for good; asks for the password.", DeleteAccount),
        new("claim", [new("CODE", "the code that the server showed when it was started first", ArgumentKind.Word) { IsSecret = true, IsOptional = true }], "Makes you host of this server, with the code that it showed to its operator.", Claim),
    ];

    static CommandResult Register(CommandContext context, string text)
    {
        if (context.Account is not { } account) return CommandResult.Failed(NoForms);
        if (context.Client.Options is null) return InLobby(context, account, text, isNew: true);
        if (Offered(context) is { } problem) return CommandResult.Failed(problem);
        var state = context.Client.State;
        if (state.Standing.HasAccount) return CommandResult.Failed($"You have an account already: {state.Self}. /logout first.");
        if (text.Length > 0 && !string.Equals(text, state.Self.Value, StringComparison.Ordinal)) return CommandResult.Failed($"You are {state.Self} here. /rename {text} first, then /register.");
        account.Ask(new SecretForm($"Make {state.Self} yours on {state.Welcome?.Name}", "Make it", SecretForms.NewPassword(), texts =>
            context.Ask(new RegisterRequest { Secret = texts[0] }, (answer, _) =>
            {
                if (answer is AccountCreated made) context.Client.Answer($"{made.Nick} is your account now. This machine stays logged in; /login does so on others.");
            })));
        return CommandResult.Done;
    }

    static CommandResult LogIn(CommandContext context, string text)
    {
        if (context.Account is not { } account) return CommandResult.Failed(NoForms);
        if (context.Client.Options is null) return InLobby(context, account, text, isNew: false);
        if (context.Client.IsOnline && Offered(context) is { } problem) return CommandResult.Failed(problem);
        var state = context.Client.State;
        if (state.Standing.HasAccount && context.Client.IsOnline) return CommandResult.Failed($"You are logged in as {state.Self}. /logout first.");
        account.Ask(SecretForms.Login(state.Welcome?.Name ?? context.Client.Options.Address.ToString(), text.Length > 0 ? text : state.Self.Value, null, (nick, secret) => account.LogIn(nick, secret, false)));
        return CommandResult.Done;
    }

    static CommandResult InLobby(CommandContext context, AccountActions account, string text, bool isNew)
    {
        if (account.LogInTo is not { } logInTo) return CommandResult.Failed("Connect to a server first.");
        var (server, nick) = account.LobbyChoice();
        IReadOnlyList<SecretField> fields = [SecretForms.Server(server), SecretForms.Name(text.Length > 0 ? text : nick), .. isNew ? SecretForms.NewPassword() : [SecretForms.Password()]];
        account.Ask(new SecretForm(isNew ? "Make an account" : "Log in", isNew ? "Make it" : "Log in", fields, texts =>
        {
            if (logInTo(texts[0].Trim(), SecretForms.Parse(texts[1]), new Secret(texts[2]), isNew) is { } problem) context.Elsewhere?.Invoke(problem);
        }));
        return CommandResult.Done;
    }

    static CommandResult LogOut(CommandContext context, string text)
    {
        if (NeedsAccount(context) is { } problem) return CommandResult.Failed(problem);
        if (text.Length == 0 || text == "all")
        {
            context.Account?.Forget();
            return context.Ask(new LogoutRequest { All = text == "all" });
        }
        if (!long.TryParse(text.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return CommandResult.Failed("/logout NUMBER takes a number that /devices shows, or all.");
        return context.Ask(new LogoutRequest { Session = number }, (answer, _) =>
        {
            if (answer is Done) context.Client.Answer($"Login {number} is ended.");
        });
    }

    static CommandResult ChangePassword(CommandContext context, string text)
    {
        if (NeedsAccount(context) is { } problem) return CommandResult.Failed(problem);
        if (context.Account is not { } account) return CommandResult.Failed(NoForms);
        account.Ask(new SecretForm($"Another password for {context.Client.State.Self}", "Change it", [SecretForms.Password("Password now"), .. SecretForms.NewPassword()], texts =>
            context.Ask(new PasswordRequest { Old = texts[0], Secret = texts[1] }, (answer, _) =>
            {
                if (answer is Done) context.Client.Answer("The password is changed. All other logins of your account are ended.");
            })));
        return CommandResult.Done;
    }

    static CommandResult Devices(CommandContext context, string text)
    {
        if (NeedsAccount(context) is { } problem) return CommandResult.Failed(problem);
        var all = new List<LoginSession>();
        return context.Ask(new SessionsRequest(), (answer, _) =>
        {
            if (answer is not SessionList list) return;
            all.AddRange(list.Sessions);
            if (!list.More) context.Client.Answer($"Logins of {context.Client.State.Self}; /logout NUMBER ends one:\n" + string.Join('\n', all.Select(login => Describe(context, login))));
        });
    }

    static string Describe(CommandContext context, LoginSession login)
    {
        var from = login.Address is { } address ? $" from {Shown.Line(address)}" : "";
        var what = login.Client is { Length: > 0 } client ? Shown.Line(client) : "a client";
        return string.Create(CultureInfo.InvariantCulture, $"  {login.Session}  {what}{from}, since {Shown.Day(context, login.Since)}, {(login.Here ? "this one" : $"last used {Shown.Ago(context, login.Used)}")}");
    }

    static CommandResult DeleteAccount(CommandContext context, string text)
    {
        if (NeedsAccount(context) is { } problem) return CommandResult.Failed(problem);
        if (context.Account is not { } account) return CommandResult.Failed(NoForms);
        account.Ask(new SecretForm($"End the account {context.Client.State.Self} for good?", "End it", [SecretForms.Password()], texts =>
            context.Ask(new DeleteAccountRequest { Secret = texts[0] }, (answer, _) =>
            {
                if (answer is Done) account.Forget();
            })));
        return CommandResult.Done;
    }

    static CommandResult Claim(CommandContext context, string text)
    {
        if (Offered(context) is { } problem) return CommandResult.Failed(problem);
        if (text.Length > 0) return Claim(context, new Secret(text));
        if (context.Account is not { } account) return CommandResult.Failed("CODE is missing: the code that the server showed when it was started first.");
        account.Ask(new SecretForm($"Become host of {context.Client.State.Welcome?.Name}", "Claim", [SecretForms.Password("Code") with { MaxBytes = Limits.MaxTokenChars }], texts => Claim(context, new Secret(texts[0].Trim()))));
        return CommandResult.Done;
    }

    static CommandResult Claim(CommandContext context, Secret code) => context.Ask(new ClaimRequest { Code = code.Reveal() }, (answer, _) =>
    {
        // That one is host, the server tells by itself.
        if (answer is Done && !context.Client.State.Standing.HasAccount) context.Client.Answer("It holds until you leave. Make an account with /register and claim again, and it lasts.");
    });

    static string? NeedsAccount(CommandContext context) => Offered(context)
        ?? (context.Client.State.Standing.HasAccount ? null : "You are a guest here. /register makes an account of your name, /login takes yours.");

    static string? Offered(CommandContext context) => !context.Client.IsOnline ? "You are not connected. Nothing was done."
        : context.Client.People.Has(Capability.Accounts) ? null : "This server has no accounts.";
}
