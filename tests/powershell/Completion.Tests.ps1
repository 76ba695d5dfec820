function Completions([string] $Line) { (TabExpansion2 $Line $Line.Length).CompletionMatches.CompletionText }

Test 'Metrics are completed, with what they mean' {
    Equal 'rouge1 rouge2 rougeL' ((Completions 'Measure-GenScore a b -Metric rou') -join ' ')
    True ((Completions 'Invoke-GenEvaluation x -Metric ') -contains 'exact_match') 'all metrics'
    True ((TabExpansion2 'Measure-GenScore a b -Metric bl' 31).CompletionMatches[0].ToolTip -ne 'bleu') 'a tool tip'
}

Test 'Levels, formats and policies are completed' {
    True ((Completions 'Assert-GenLevel ') -contains 'InterTask') 'levels'
    True ((Completions 'Export-GenReport x -Format ') -contains 'JUnit') 'formats'
    Equal 'Exclude Zero' ((Completions 'Invoke-GenEvaluation x -Unscored ') -join ' ')
    Equal 'Crossed Nested' ((Completions 'Invoke-GenEvaluation x -WordingDesign ') -join ' ')
}
