# Runs PowerShell cells for geneval: reads a cell a line (base64), answers with lines of JSON behind a mark that no cell knows. What a cell itself
# writes to the console comes without the mark and is its standard output. Cells run in this scope, hence the names of what is ours.
param([string] $GenKernelMark)
[Console]::OutputEncoding = [Text.UTF8Encoding]::new($false)
[Globalization.CultureInfo]::CurrentCulture = [Globalization.CultureInfo]::InvariantCulture
$PSStyle.OutputRendering = 'PlainText'
$ProgressPreference = 'SilentlyContinue'
$GenKernelBatch = [Collections.Generic.List[object]]::new()
$GenKernelStream = 'stdout'

function Send-GenKernel([hashtable] $Message) {
    [Console]::Out.WriteLine($GenKernelMark + (ConvertTo-Json $Message -Compress -Depth 8))
}

# Objects are formatted together, so that a table has one heading.
function Send-GenKernelBatch {
    if ($GenKernelBatch.Count) {
        Send-GenKernel @{ kind = 'stream'; name = $script:GenKernelStream; text = ($GenKernelBatch | Out-String -Width 120) }
        $GenKernelBatch.Clear()
    }
}

function Add-GenKernel($Item) {
    $stream = $Item -is [Management.Automation.ErrorRecord] -or $Item -is [Management.Automation.WarningRecord] ? 'stderr' : 'stdout'
    if ($stream -ne $script:GenKernelStream) { Send-GenKernelBatch }
    $script:GenKernelStream = $stream
    $GenKernelBatch.Add(($Item -is [Management.Automation.WarningRecord] ? "WARNING: $Item" : $Item))
}

# As .NET Interactive has it: shows an object in the forms that its type prefers.
function Out-Display {
    [CmdletBinding()]
    param([Parameter(ValueFromPipeline)] $InputObject, [string[]] $MimeType)
    process {
        Send-GenKernelBatch
        $forms = [ordered]@{}
        $attribute = $InputObject.GetType().GetCustomAttributes($true) | Where-Object { $_.GetType().Name -eq 'TypeFormatterSourceAttribute' } | Select-Object -First 1
        if ($attribute) {
            $formatters = [Activator]::CreateInstance($attribute.FormatterSourceType).CreateTypeFormatters()
            foreach ($type in $MimeType ? $MimeType : $attribute.PreferredMimeTypes) {
                foreach ($formatter in $formatters) {
                    $writer = [IO.StringWriter]::new()
                    if ($formatter.MimeType -eq $type -and $formatter.Format($InputObject, $writer)) { $forms[$type] = $writer.ToString() }
                }
            }
        }
        if ($forms.Count -eq 0) { $forms[$MimeType ? $MimeType[0] : 'text/plain'] = ($InputObject | Out-String -Width 120).Trim("`r", "`n") }
        Send-GenKernel @{ kind = 'display'; forms = $forms }
    }
}

while ($null -ne ($GenKernelLine = [Console]::In.ReadLine())) {
    try {
        . ([scriptblock]::Create([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($GenKernelLine)))) 2>&1 3>&1 6>&1 | ForEach-Object { Add-GenKernel $_ }
        Send-GenKernelBatch
        Send-GenKernel @{ kind = 'done' }
    }
    catch {
        Send-GenKernelBatch
        $GenKernelTrace = @($_.Exception.Message) + @($_.ErrorDetails.RecommendedAction | Where-Object { $_ } | ForEach-Object { "Try: $_" })
        Send-GenKernel @{ kind = 'error'; name = ($_.FullyQualifiedErrorId -split ',')[0]; message = $_.Exception.Message; trace = $GenKernelTrace }
    }
}
