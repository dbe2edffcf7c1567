using Microsoft.Extensions.Logging;
using TuiChat.Discovery;
using TuiChat.Server;
using TuiChat.Server.Configuration;
using TuiChat.Server.Logging;
using TuiChat.Sessions;

namespace TuiChat.Lobby;

/// <summary>A server that runs in this process, and ends with it.</summary>
sealed class HostedServer : IAsyncDisposable
{
    readonly ServerHost _host;
    readonly ILoggerFactory _loggers;

    HostedServer(ServerHost host, ILoggerFactory loggers, bool isOpen)
    {
        _host = host;
        _loggers = loggers;
        var others = isOpen ? ServiceDiscovery.LocalAddresses() : [];
        Where = others is [var first, ..] ? $"at {new ServerAddress(first.ToString(), host.EndPoint.Port)}" : "on this machine";
    }

    /// <summary>Where we join it ourselves.</summary>
    public ServerAddress Address => new("127.0.0.1", _host.EndPoint.Port);

    /// <summary>Where others find it, behind the word "hosting".</summary>
    public string Where { get; }

    /// <summary>People connected, us among them.</summary>
    public int People => _host.Context.Names.Count;

    /// <summary>Starts a server; takes any free port when the wished one is in use.</summary>
    /// <param name="folder">Its data folder.</param>
    /// <param name="name">Its name for people.</param>
    /// <param name="isOpen">Other machines are let in, in plain text, and the local network is told; else loopback only.</param>
    /// <param name="port">The wished port, or 0 for any.</param>
    /// <exception cref="StartException">It cannot start; the message says why.</exception>
    public static async Task<HostedServer> StartAsync(string folder, string name, bool isOpen, int port)
    {
        var settings = new ServerSettings { Name = name, Bind = isOpen ? "any" : "localhost", Port = port, Data = folder, AllowPlaintext = isOpen };
        try
        {
            return await StartAsync(settings).ConfigureAwait(false);
        }
        catch (StartException) when (port != 0)
        {
            return await StartAsync(settings with { Port = 0 }).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync().ConfigureAwait(false);
        _loggers.Dispose();
    }

    static async Task<HostedServer> StartAsync(ServerSettings settings)
    {
        var folder = DataFolder.Open(settings.Data);
        ILoggerFactory? loggers = null;
        try
        {
            loggers = ServerLogging.Open(folder.Path, settings, toStandardError: false);
            var host = await ServerHost.StartAsync(new ServerOptions { Settings = settings, Loggers = loggers }, folder).ConfigureAwait(false);
            return new HostedServer(host, loggers, settings.AllowPlaintext);
        }
        catch
        {
            loggers?.Dispose();
            folder.Dispose();
            throw;
        }
    }
}
