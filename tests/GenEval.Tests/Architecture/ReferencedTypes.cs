using System.Reflection;
using System.Reflection.Emit;

namespace GenEval.Tests.Architecture;

/// <summary>The types that a type's code refers to: in its signatures and in the instructions of its methods.</summary>
internal static class ReferencedTypes
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<int, OpCode> s_opCodes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(obj: null)!).ToDictionary(o => (int)(ushort)o.Value);

    public static IEnumerable<Type> Of(Type type)
    {
        IEnumerable<Type?> signatures = [type.BaseType, .. type.GetInterfaces(), .. type.GetFields(All).Select(f => f.FieldType)];
        IEnumerable<MethodBase> methods = [.. type.GetMethods(All), .. type.GetConstructors(All)];
        IEnumerable<Type?> used = methods.SelectMany(m =>
            m.GetParameters().Select(p => p.ParameterType).Append((m as MethodInfo)?.ReturnType).Concat(InBody(m)));
        return signatures.Concat(used).OfType<Type>().SelectMany(Parts).Distinct();
    }

    private static IEnumerable<Type> Parts(Type type)
    {
        Type bare = type;
        while (bare.HasElementType)
        {
            bare = bare.GetElementType()!;
        }

        return bare.IsGenericType ? bare.GetGenericArguments().SelectMany(Parts).Append(bare) : [bare];
    }

    private static IEnumerable<Type?> InBody(MethodBase method)
    {
        byte[]? code = method.GetMethodBody()?.GetILAsByteArray();
        for (int at = 0; code is not null && at < code.Length;)
        {
            int value = code[at++];
            OpCode operation = s_opCodes[value == 0xFE ? 0xFE00 | code[at++] : value];
            if (operation.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
            {
                yield return Resolve(method, BitConverter.ToInt32(code, at));
            }

            at += operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }

    private static Type? Resolve(MethodBase method, int token)
    {
        Type[]? ofType = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        Type[]? ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        MemberInfo? member = method.Module.ResolveMember(token, ofType, ofMethod);
        return member as Type ?? member?.DeclaringType;
    }
}
