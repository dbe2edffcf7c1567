using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using TuiChat.Discovery;
using TuiChat.Protocol;
using TuiChat.Server.Access;
using TuiChat.Server.Accounts;
using TuiChat.Server.Backplanes;
using TuiChat.Server.Certificates;
using TuiChat.Server.Commands;
using TuiChat.Server.Configuration;
using TuiChat.Server.Connections;
using TuiChat.Server.Directs;
using TuiChat.Server.Http;
using TuiChat.Server.Moderation;
using TuiChat.Server.Operator;
using TuiChat.Server.Rooms;
using TuiChat.Server.Storage;

namespace TuiChat.Server;

/// <summary>
/// A running server: the parts, wired by hand, and their order of starting and stopping. Any number may run in one process, each
/// on its own port and data folder. Used by the program, by a client that hosts, and by tests.
/// </summary>
sealed class ServerHost : IAsyncDisposable
{
    readonly DataFolder _folder;
    readonly MessageStore _store;
    readonly LiveSettings _settings;
    readonly ServerSettings _started;
    readonly ConnectionTable _connections;
    readonly Listener _listener;
    readonly ServerLog _log;
    readonly Lock _gate = new();
    Task? _stopping;

    ServerHost(DataFolder folder, MessageStore store, LiveSettings settings, ServerContext context, ConnectionTable connections, Listener listener, ServerLog log)
    {
        _folder = folder;
        _store = store;
        _settings = settings;
        _started = settings.Current;
        Context = context;
        _connections = connections;
        _listener = listener;
        _log = log;
    }

    /// <summary>Tells the local network, or null when nobody there could get in or it is not wanted.</summary>
    ServerAnnouncement? Announcement { get; init; }

    /// <summary>Why the local network does not hear of it though it should; null otherwise. Any thread.</summary>
    public string? AnnouncementProblem => Announcement?.Problem;

    /// <summary>Where it listens, with the port that was taken.</summary>
    public required IPEndPoint EndPoint { get; init; }

    /// <summary>What clients know the server's key by; null when it has no TLS.</summary>
    public Fingerprint? Fingerprint => Certificates?.Current.Fingerprint;

    /// <summary>The certificate in force, or null without TLS.</summary>
    CertificateSource? Certificates { get; init; }

    /// <summary>The server's name for people.</summary>
    public string Name => Context.Identity.Name;

    /// <summary>The server's stable id.</summary>
    public string ServerId => Context.Identity.Id;

    /// <summary>Where others find it: every address it can be reached at from another machine; none when it listens on loopback.</summary>
    public IReadOnlyList<IPEndPoint> Addresses => Reachable(EndPoint);

    /// <summary>Whether people need a password.</summary>
    public bool IsLocked => Context.Passwords.IsLocked;

    /// <summary>By what the first host is known; null when there is one. A secret.</summary>
    public string? ClaimCode => Context.Claim.Current;

    /// <summary>What commands work with.</summary>
    public ServerContext Context { get; }

    /// <summary>What an operator can see and do.</summary>
    public ServerControl Control => new(Context, _connections);

    /// <summary>Starts a server on the data folder that the settings name; on return it listens.</summary>
    /// <exception cref="StartException">It cannot: the message says why, and nothing is left behind.</exception>
    public static Task<ServerHost> StartAsync(ServerOptions options, CancellationToken stop = default) =>
        StartAsync(options, DataFolder.Open(options.Settings.Data), stop);

    /// <summary>Starts a server on a folder that is held already, and owned by the server from here on.</summary>
    /// <inheritdoc cref="StartAsync(ServerOptions, CancellationToken)" path="/exception"/>
    public static async Task<ServerHost> StartAsync(ServerOptions options, DataFolder folder, CancellationToken stop = default)
    {
        var settings = options.Settings;
        MessageStore? store = null;
        CertificateSource? certificates = null;
        try
        {
            var address = ListenAddress.Parse(settings.Bind, settings.Port);
            certificates = settings.Tls
                ? CertificateSource.Open(settings, folder.Path, options.Time, new CertificateLog(options.Loggers.CreateLogger<CertificateSource>()))
                : null;
            var backplane = new LocalBackplane();
            store = MessageStore.Open(folder.Path, settings.StoreQueue, backplane.Publish, options.Time, options.Loggers);
            var hash = await HashAsync(options).ConfigureAwait(false);
            return await StartAsync(options, folder, store, backplane, certificates, hash, address, stop).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            store?.Dispose();
            certificates?.Dispose();
            folder.Dispose();
            if (e is StoreException) throw new StartException(ExitCodes.Unusable, e.Message, e);
            throw;
        }
    }

    /// <summary>Puts new settings in force; those that need a restart are named in the log and have no effect.</summary>
    public void Apply(ServerSettings settings)
    {
        var changed = string.Join(", ", SettingRules.Changed(_settings.Current, settings));
        var waiting = string.Join(", ", SettingRules.NeedRestart(_started, settings));
        _settings.Current = settings;
        Certificates?.Reload();
        _log.Reloaded(changed.Length > 0 ? changed : "nothing");
        if (waiting.Length > 0) _log.NeedsRestart(waiting);
    }

    /// <summary>
    /// Stops: no more intake, everybody is told, what waits is stored, the folder is free. Any number of calls; all complete
    /// when it is done.
    /// </summary>
    public Task StopAsync()
    {
        lock (_gate) return _stopping ??= Task.Run(StopOnceAsync);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync().ConfigureAwait(false);

    static async Task<ServerHost> StartAsync(
        ServerOptions options,
        DataFolder folder,
        MessageStore store,
        Backplane backplane,
        CertificateSource? certificates,
        PasswordHash? hash,
        IPEndPoint address,
        CancellationToken stop)
    {
        var settings = new LiveSettings(options.Settings);
        var budget = new LagBudget(settings);
        var moderation = await ModerationBook.OpenAsync(store, options.Time).ConfigureAwait(false);
        var visitors = new Visitors(options.Time);
        var services = new RoomServices(settings, budget, options.Time)
        {
            Find = visitors.Find,
            RankOf = (room, author) => Levels.RoomWord(moderation.RulesOf(room).RankOf(author)),
        };
        var rooms = new RoomDirectory(store.Rooms, store.ReadAsync, backplane, services);
        backplane.Deliver = rooms.Deliver;
        backplane.DeliverNote = (author, note) => visitors.Find(author)?.Tell(note);
        var name = options.Settings.Name.Length > 0 ? options.Settings.Name : Environment.MachineName;
        var identity = new ServerIdentity(name, store.ServerId, options.Time.GetTimestamp());
        var commandLog = new CommandLog(options.Loggers.CreateLogger<Dispatcher>());
        var passwords = new PasswordGate(hash, options.Time);
        var accounts = await AccountBook.OpenAsync(store, visitors, options.Time).ConfigureAwait(false);
        var blocks = await Blocks.LoadAsync(store).ConfigureAwait(false);
        var context = new ServerContext(identity, settings, store, rooms, visitors, backplane, passwords, options.Time, commandLog)
        {
            Accounts = accounts,
            Logins = await LoginBook.OpenAsync(store, settings, options.Time).ConfigureAwait(false),
            Gate = new LoginGate(options.Time, options.HashIterations),
            Claim = OpenClaim(folder, accounts, options.Time),
            Erasures = new Erasures(store, settings, options.Loggers.CreateLogger<Erasures>()),
            Moderation = moderation,
            Door = new RoomDoor(options.Time, options.HashIterations),
            Slow = new SlowMode(options.Time),
            Persons = new Persons(visitors, accounts, blocks),
            Blocks = blocks,
        };
        visitors.Changed = context.Watches.Tell;
        context.Desks = new Desks(context);
        await RestoreAsync(context, options).ConfigureAwait(false);
        var dispatcher = new Dispatcher(context);
        var log = new ConnectionLog(options.Loggers.CreateLogger<Connection>());
        var connections = new ConnectionTable(new ConnectionServices(context, dispatcher, budget, log)
        {
            Site = new HttpSite(context, options.IsOwnMachine),
            Certificates = certificates,
            IsOwnMachine = options.IsOwnMachine,
        });
        stop.ThrowIfCancellationRequested();
        var listener = Listen(address, connections, options.Time, log);
        var bound = listener.EndPoint;
        context.Erasures.Begin(Task.CompletedTask); // what the last run did not come to
        var serverLog = new ServerLog(options.Loggers.CreateLogger<ServerHost>());
        serverLog.Started(identity.Name, bound.ToString());
        TellWhere(serverLog, bound, certificates?.Current.Fingerprint);
        var announcement = ServerAnnouncement.IsWanted(options.Settings, bound) ? ServerAnnouncement.Start(Profile, serverLog, options.Discovery) : null;
        if (certificates is not null && announcement is not null) certificates.KeyChanged = announcement.Refresh;
        if (announcement is not null) context.Desks.Server.Changed = announcement.Refresh;
        ServiceProfile Profile() => ServerAnnouncement.Profile(identity, bound.Port, certificates?.Current.Fingerprint, passwords.IsLocked);
        return new ServerHost(folder, store, settings, context, connections, listener, serverLog)
        {
            EndPoint = bound,
            Announcement = announcement,
            Certificates = certificates,
        };
    }

    static ClaimCode OpenClaim(DataFolder folder, AccountBook accounts, TimeProvider time)
    {
        try
        {
            return Accounts.ClaimCode.Open(folder.Path, accounts.Hosts == 0, time);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException(ExitCodes.Unusable, $"The file {Accounts.ClaimCode.FileName} in {folder.Path} cannot be written. Check the folder's rights, or choose another with --data.", e);
        }
    }

    /// <summary>What was set while it ran counts again, but for one that is hosted anew each time.</summary>
    static async Task RestoreAsync(ServerContext context, ServerOptions options)
    {
        if (options.IsHosted)
        {
            await context.Store.WriteAsync(ModerationTables.ForgetServer).ConfigureAwait(false);
            return;
        }
        var kept = await context.Store.QueryAsync(ModerationTables.ReadServer).ConfigureAwait(false);
        if (context.Desks.Server.Restore(kept) is { Count: > 0 } keys) new ServerLog(options.Loggers.CreateLogger<ServerHost>()).Restored(string.Join(", ", keys));
    }

    static Task<PasswordHash?> HashAsync(ServerOptions options)
    {
        if (options.Password is { } password) return Task.Run(PasswordHash? () => PasswordHash.Make(password));
        var kept = options.Settings.PasswordHash;
        if (PasswordHash.TryParse(kept, out var hash) || kept.Length == 0) return Task.FromResult(hash);
        throw new StartException(ExitCodes.Usage, "The password's hash in the settings is damaged. Make it anew with tuichat-server hash-password.");
    }

    static IReadOnlyList<IPEndPoint> Reachable(IPEndPoint bound)
    {
        if (IPAddress.IsLoopback(bound.Address)) return [];
        var isAny = bound.Address.Equals(IPAddress.Any) || bound.Address.Equals(IPAddress.IPv6Any);
        return isAny ? [.. ServiceDiscovery.LocalAddresses().Select(address => new IPEndPoint(address, bound.Port))] : [bound];
    }

    static void TellWhere(ServerLog log, IPEndPoint bound, Fingerprint? fingerprint)
    {
        var addresses = Reachable(bound);
        if (addresses.Count == 0) return;
        log.Reachable(string.Join(", ", addresses));
        log.Invite(InviteLink.Create(addresses[0].Address.ToString().Split('%')[0], bound.Port, fingerprint: fingerprint).ToString());
    }

    static Listener Listen(IPEndPoint address, ConnectionTable connections, TimeProvider time, ConnectionLog log)
    {
        try
        {
            return Listener.Start(address, connections.Take, time, log);
        }
        catch (SocketException e)
        {
            connections.Dispose();
            throw new StartException(ExitCodes.Unusable, PortHolder.Explain(address), e);
        }
    }

    async Task StopOnceAsync()
    {
        _log.Stopping();
        if (Announcement is not null) await Announcement.DisposeAsync().ConfigureAwait(false);
        await _listener.DisposeAsync().ConfigureAwait(false); // those that come now are refused, those that are there are told
        await _connections.CutAllAsync(Byes.Stopping, TimeSpan.FromSeconds(_settings.Current.StopSeconds + 1)).ConfigureAwait(false);
        _connections.Dispose();
        Context.Passwords.Dispose();
        Context.Gate.Dispose();
        Context.Door.Dispose();
        Context.Desks.Dispose();
        Certificates?.Dispose();
        await Context.Rooms.WhenFilled().ConfigureAwait(false);
        await Context.Erasures.DisposeAsync().ConfigureAwait(false);
        _store.Dispose();
        Context.Accounts.Dispose();
        _folder.Dispose();
        _log.Stopped();
    }
}
