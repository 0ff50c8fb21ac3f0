"""The texts of the messages that training and measuring can give."""

from __future__ import annotations

__all__ = ["TRAINING"]

TRAINING = {
    # data
    "nodata": "There are no examples in the data.",
    "dataform": "`1` is no training data; give rules {input -> output, ...}, lists {inputs} -> {outputs}, "
    "an association <|port -> {values}|>, or a list of associations.",
    "lengths": "The columns of the data have different lengths: `1`.",
    "rowkeys": "The examples do not all have the same ports `1`.",
    "missing": "The data has no values for the port `1`; it has `2`.",
    "missingtarget": "The data has no targets for the output `1`; it has `2`. Give them, or say by "
    "LossFunction which outputs are trained.",
    "rulesports": "Data of rules needs a net with one input and one output; `1` has the inputs `2` and the "
    "outputs `3`. Give an association <|port -> {values}|>.",
    "noset": "There is no data set `1`.",
    "notloss": "`1` stands where NetTrain[net, data, loss, property] has its loss, but is no net.",
    "lossport": '`1` has the outputs `2`; say with "port" -> losslayer which one the loss belongs to.',
    "single": "The port `1` of `2` gives a vector of length 1, but its targets are single numbers or "
    "Booleans; LinearLayer[{}] as the last linear layer gives a number.",
    "lossfit": "The loss `1` does not fit the output port `2`, which gives `3`; it expects `4`.",
    "classcount": "The targets have `1` different classes, but the net gives probabilities of `2`.",
    "method": "`1` is no method; the methods are `2`.",
    "suboption": "`1` is no suboption of the method `2`; those are `3`.",
    "schedule": "The learning-rate schedule `1` gives at step `2` no number but `3`.",
    "trainprop": "`1` is no property of a training; the properties are `2`.",
    "measurement": "`1` is no measurement of this net; the measurements are `2`.",
    "nofile": "There is no file `1`.",
    "badfile": "The file `1` cannot be used: `2`.",
    "filekind": "The file `1` is no file of arrays; those have the extensions `2`.",
    "manyarrays": "The file `1` has several arrays, `2`, where one port needs one; give the file as the data "
    "as a whole, its arrays being called like the ports.",
    "generator": 'The generator `1` gave no examples but `2`; it is called with <|"BatchSize" -> b, '
    '"Round" -> r|> and gives a batch as rules, lists or an association.',
    "roundlength": '`1` is no generator; give a function f, or {f, "RoundLength" -> n} with the number of '
    "examples in a round.",
    "scaledgenerator": "No part of what a generator makes can be held out; give ValidationSet data or a "
    "generator of its own.",
    # the course of the training
    "diverged": "The numbers diverged in round `1` (step `2`), so training stopped; the net is the last good "
    "one. Lower LearningRate, or scale the data.",
    "nomemory": "There is not enough memory to go on; a smaller BatchSize needs less.",
    "halted": "Training stopped in round `1` after `2` steps; the net is the one so far.",
    "interrupted": "Training was interrupted in round `1` after `2` steps; the net is the one so far. A "
    "second interrupt aborts at once.",
    "untrainable": "There is nothing to train: `1` has no arrays that follow the data.",
    "novalidation": "There is no ValidationSet, so TrainingStoppingCriterion looks at the training data.",
    "stopkey": "The criterion `1` is not measured during training; name it in TrainingProgressMeasurements "
    "too.",
    "othertraining": "The checkpoint is of another training: its `1` is not the same. Give the data and the "
    "options that it had, or Import the net to begin anew.",
    # files
    "nofolder": "There is no folder `1`, which `2` wants to write to.",
    "nocheckpoint": "The checkpoint `1` could not be written: `2`. Training goes on.",
    "noprogressfile": "The progress file `1` could not be written: `2`. Training goes on.",
    # measurements
    "measurekey": '`1` is no key of the measurement `2`; the keys are "Measurement", "Key", '
    '"ClassAveraging", "Aggregation" and "Interval".',
    "measurefunction": "The measurement `1` gives no number for a batch but `2`.",
}
