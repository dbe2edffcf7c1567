using System.Reflection;

namespace TuiChat;

/// <summary>What this program calls itself.</summary>
static class ProductVersion
{
    /// <summary>Such as <c>0.1.0</c>.</summary>
    public static string Number { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>Such as <c>tuichat/0.1.0</c>, told to servers.</summary>
    public static string Client => $"tuichat/{Number}";
}
