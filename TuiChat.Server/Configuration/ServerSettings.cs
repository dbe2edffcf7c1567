using TuiChat.Protocol;

namespace TuiChat.Server.Configuration;

/// <summary>
/// Everything an operator can set, with its default. Which key of the file sets what, and in which range, stands in
/// <see cref="SettingTable"/>.
/// </summary>
sealed record ServerSettings
{
    /// <summary>Guests do what others do.</summary>
    public const string GuestsAllowed = "allowed";

    /// <summary>Guests speak in rooms that exist, but make none, set no topics and begin no direct conversations.</summary>
    public const string GuestsLimited = "limited";

    /// <summary>Guests do not come in.</summary>
    public const string GuestsRefused = "refused";

    /// <summary>Everybody may make an account.</summary>
    public const string RegistrationOpen = "open";

    /// <summary>Nobody may.</summary>
    public const string RegistrationClosed = "closed";

    /// <summary>The lines stay, under a name that is nobody's.</summary>
    public const string AnonymiseLines = "anonymise";

    /// <summary>The lines are deleted.</summary>
    public const string RemoveLines = "remove";

    /// <summary>The server's name for people; the machine's name when empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>The address to listen on, or <c>any</c>.</summary>
    public string Bind { get; init; } = "any";

    /// <summary>The port; 0 takes a free one.</summary>
    public int Port { get; init; } = Limits.DefaultPort;

    /// <summary>The data folder; the user's own place for data when empty.</summary>
    public string Data { get; init; } = "";

    /// <summary>TLS is offered, with a certificate that the server makes for itself.</summary>
    public bool Tls { get; init; } = true;

    /// <summary>A PEM file with the operator's own certificate, those of its issuers behind it; the server makes one when empty.</summary>
    public string Certificate { get; init; } = "";

    /// <summary>A PEM file with the key of <see cref="Certificate"/>, without a passphrase.</summary>
    public string CertificateKey { get; init; } = "";

    /// <summary>From where <c>/metrics</c> may be read besides this machine: see <see cref="AddressList"/>.</summary>
    public string MetricsFrom { get; init; } = "";

    /// <summary>Plain text is accepted from other machines too.</summary>
    public bool AllowPlaintext { get; init; }

    /// <summary>A hash of the password that people need, as <see cref="Access.PasswordHash.Text"/> writes it; none when empty. A secret.</summary>
    public string PasswordHash { get; init; } = "";

    /// <summary>The server is announced on the local network, if people there could get in.</summary>
    public bool Announce { get; init; } = true;

    /// <summary>Connections in all.</summary>
    public int MaxConnections { get; init; } = 10_000;

    /// <summary>Connections from one address (IPv6: from one /64 network).</summary>
    public int MaxConnectionsPerAddress { get; init; } = 64;

    /// <summary>Seconds from the connection to its hello.</summary>
    public int HelloSeconds { get; init; } = 10;

    /// <summary>Seconds of silence after which the server asks whether the client is there.</summary>
    public int PingSeconds { get; init; } = 30;

    /// <summary>Seconds of silence after which the server cuts the connection.</summary>
    public int IdleSeconds { get; init; } = 90;

    /// <summary>Bytes of one line from a client.</summary>
    public int MaxLineBytes { get; init; } = Limits.MaxLineBytes;

    /// <summary>Bytes of the text of one message.</summary>
    public int MaxTextBytes { get; init; } = Limits.MaxTextBytes;

    /// <summary>Requests a client may send per second for long; a message costs one more per 2 KiB of line and per 100 entries of an answer.</summary>
    public int RequestsPerSecond { get; init; } = 10;

    /// <summary>Requests a client may send at once.</summary>
    public int RequestBurst { get; init; } = 50;

    /// <summary>Refusals for flooding before a client is cut; one a second is forgiven.</summary>
    public int FloodRefusals { get; init; } = 100;

    /// <summary>Rooms with people in them.</summary>
    public int MaxRooms { get; init; } = 10_000;

    /// <summary>Rooms that one address may make in an hour; every room in which something was said is kept for ever.</summary>
    public int MaxNewRoomsPerHour { get; init; } = 1000;

    /// <summary>Rooms one connection may be in; direct ones are counted apart.</summary>
    public int MaxRoomsPerConnection { get; init; } = 100;

    /// <summary>Bytes one client may be behind before it is cut as a slow reader.</summary>
    public int MemberLagBytes { get; init; } = 256 * 1024;

    /// <summary>Bytes kept for all clients that are behind; above that only 64 KiB are left to each.</summary>
    public int TotalLagBytes { get; init; } = 128 * 1024 * 1024;

    /// <summary>Bytes the system may buffer for one client (SO_SNDBUF); 0 leaves it to the system.</summary>
    public int SendBufferBytes { get; init; } = 256 * 1024;

    /// <summary>Milliseconds that the lines of a big room may be gathered at most before they are sent.</summary>
    public int MaxFlushMilliseconds { get; init; } = 20;

    /// <summary>Messages that may wait for the disk; one more is refused as busy.</summary>
    public int StoreQueue { get; init; } = 10_000;

    /// <summary>Seconds that clients have at the end to read their last lines.</summary>
    public int StopSeconds { get; init; } = 5;

    /// <summary>Bytes of one log file in the data folder; then the next is begun.</summary>
    public int LogFileBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Log files kept, the newest included.</summary>
    public int LogFiles { get; init; } = 5;

    /// <summary>What people without an account may do: <see cref="GuestsAllowed"/>, <see cref="GuestsLimited"/> or <see cref="GuestsRefused"/>.</summary>
    public string Guests { get; init; } = GuestsAllowed;

    /// <summary>Whether people may make accounts: <see cref="RegistrationOpen"/> or <see cref="RegistrationClosed"/>.</summary>
    public string Registration { get; init; } = RegistrationOpen;

    /// <summary>Days after which a login ends that was not used.</summary>
    public int TokenDays { get; init; } = 90;

    /// <summary>Accounts that one address (IPv6: one /64 network) may make in a day.</summary>
    public int MaxAccountsPerAddressPerDay { get; init; } = 50;

    /// <summary>What becomes of the lines of an account that is deleted: <see cref="AnonymiseLines"/> or <see cref="RemoveLines"/>.</summary>
    public string DeletedAccountLines { get; init; } = AnonymiseLines;

    /// <summary>People may tell others that they are writing.</summary>
    public bool Typing { get; init; } = true;

    /// <inheritdoc/>
    public override string ToString() => "the settings of a server"; // without the secret
}
