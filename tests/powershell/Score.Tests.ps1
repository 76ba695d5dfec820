Test 'An answer and its references become a score' {
    $scores = Measure-GenScore Paris Lyon, Paris -Metric exact_match, levenshtein
    Equal 'exact_match 1 levenshtein 1' (($scores | ForEach-Object { "$($_.Metric) $($_.Score)" }) -join ' ')
    Equal 'Double' (Measure-GenScore a b).Score.GetType().Name
    Equal 'noReference' (Measure-GenScore a).Reason
    Equal 'failed.unknown' (Measure-GenScore $null a).Reason
    Equal 0 (Measure-GenScore '' a).Score
    Equal 1 (Measure-GenScore 'The answer is 3.14.' '3.1' -Metric numeric:0.1).Score
}

Test 'Properties come through the pipeline by name and by alias' {
    $rows = 'id,output,reference', '1,a b,a b', '2,a,b' | ConvertFrom-Csv
    Equal '1 0' (($rows | Measure-GenScore -Metric exact_match).Score -join ' ')
    Equal 1 ([pscustomobject]@{ Prediction = 'a'; References = 'b', 'a' } | Measure-GenScore -Metric exact_match).Score
    $annotated = $rows | Measure-GenScore -Metric rougeL, exact_match -PassThru
    Equal '1 1 1 2 0 0' (($annotated | ForEach-Object { "$($_.id) $($_.rougeL) $($_.exact_match)" }) -join ' ')
    Equal 'id output reference rougeL exact_match' ($annotated[0].psobject.Properties.Name -join ' ')
}

Test 'An unknown metric and a bad argument are errors' {
    $error_ = Fails MetricUnknown { Measure-GenScore a b -Metric rouge }
    True ("$($error_.ErrorDetails.RecommendedAction)" -like '*rouge*') 'the action names metrics'
    $null = Fails MetricArgumentInvalid { Measure-GenScore a b -Metric numeric:x }
}
