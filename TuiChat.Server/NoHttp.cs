using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace TuiChat.Server;

/// <summary>The web application that the listener asks for and that no connection reaches.</summary>
sealed class NoHttp : IHttpApplication<object>
{
    /// <inheritdoc/>
    public object CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

    /// <inheritdoc/>
    public void DisposeContext(object context, Exception? exception)
    {
    }

    /// <inheritdoc/>
    public Task ProcessRequestAsync(object context) => throw new InvalidOperationException("No connection is handed to HTTP.");
}
