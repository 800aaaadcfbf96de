namespace Escala.Vision.Onnx;

/// <summary>What goes between two layers.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="IsFlat">Whether it is (images, features); else (images, C, H, W).</param>
internal readonly record struct OnnxValue(string Name, bool IsFlat);
